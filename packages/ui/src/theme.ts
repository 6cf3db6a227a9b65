import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** Shades only feed the few Mantine parts that ask for one; what people see comes from tokens.css. */
const BLUE: MantineColorsTuple = [
  '#e6f0fa',
  '#cfe2f6',
  '#a3cef9',
  '#7db9f5',
  '#4a94dc',
  '#2577c5',
  '#0b5cad',
  '#084a8c',
  '#063a6e',
  '#042a50',
];

/** The greys of tokens.css in Mantine's places: 4 outlines inputs, dark 6 fills them, dark 7 is the page. */
const GRAY: MantineColorsTuple = [
  '#f5f7f9',
  '#eef1f4',
  '#e9edf1',
  '#d3dae0',
  '#76838f',
  '#6b7885',
  '#5a6773',
  '#44515e',
  '#2b3743',
  '#15212e',
];
const DARK: MantineColorsTuple = [
  '#e8edf2',
  '#b7c2cd',
  '#95a3b0',
  '#95a3b0',
  '#738393',
  '#1e2833',
  '#161e27',
  '#0e141b',
  '#0b1622',
  '#080d12',
];

/** Theme of a screen: portal controls are 44 px and 16 px text, the office is denser (ux §5.2). */
export const createSportelloTheme = (density: 'portal' | 'office') => {
  const isPortal = density === 'portal';
  const inputSize = isPortal ? 'md' : 'sm';
  const control = { defaultProps: { size: inputSize } };
  return createTheme({
    primaryColor: 'blue',
    primaryShade: { light: 6, dark: 3 },
    colors: { blue: BLUE, gray: GRAY, dark: DARK },
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    headings: {
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontWeight: '600',
      sizes: {
        h1: { fontSize: isPortal ? '1.5rem' : '1.25rem' },
        h2: { fontSize: isPortal ? '1.125rem' : '1rem' },
        h3: { fontSize: '1rem' },
      },
    },
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
    radius: { sm: '4px', md: '8px', lg: '12px' },
    defaultRadius: 'sm',
    focusRing: 'never',
    respectReducedMotion: true,
    variantColorResolver: (input) => {
      const colours = defaultVariantColorsResolver(input);
      if (input.color !== undefined && input.color !== 'blue') return colours;
      if (input.variant === 'filled') {
        return {
          background: 'var(--sp-primary)',
          hover: 'var(--sp-primary-hover)',
          color: 'var(--sp-on-primary)',
          border: '1px solid transparent',
        };
      }
      if (input.variant === 'outline') {
        return {
          background: 'transparent',
          hover: 'var(--sp-info-bg)',
          color: 'var(--sp-primary)',
          border: '1px solid var(--sp-border-strong)',
        };
      }
      if (input.variant === 'light' || input.variant === 'subtle') {
        const background = input.variant === 'light' ? 'var(--sp-info-bg)' : 'transparent';
        return { background, hover: 'var(--sp-third)', color: 'var(--sp-primary)', border: '1px solid transparent' };
      }
      return colours;
    },
    components: {
      Button: {
        defaultProps: { size: inputSize },
        styles: isPortal ? { root: { minHeight: 44 }, label: { whiteSpace: 'normal' } } : {},
      },
      TextInput: control,
      PasswordInput: control,
      NumberInput: control,
      NativeSelect: control,
      Select: control,
      Textarea: control,
      Anchor: { defaultProps: { underline: 'always' } },
      // A dialog is named by its title: its header is not a second banner of the page.
      Modal: { defaultProps: { attributes: { header: { role: 'none' } } } },
    },
  });
};

/** Mantine's own variables follow our tokens, so that light, dark and tenant colours have one source. */
export const tokenVariables: CSSVariablesResolver = () => {
  const fromTokens = {
    '--mantine-color-body': 'var(--sp-canvas)',
    '--mantine-color-text': 'var(--sp-text)',
    '--mantine-color-bright': 'var(--sp-text)',
    '--mantine-color-dimmed': 'var(--sp-muted)',
    '--mantine-color-anchor': 'var(--sp-primary)',
    '--mantine-color-error': 'var(--sp-danger)',
    '--mantine-color-default': 'var(--sp-surface)',
    '--mantine-color-default-hover': 'var(--sp-third)',
    '--mantine-color-default-color': 'var(--sp-text)',
    '--mantine-color-default-border': 'var(--sp-border-strong)',
    '--mantine-color-placeholder': 'var(--sp-muted)',
    '--mantine-primary-color-filled': 'var(--sp-primary)',
    '--mantine-primary-color-filled-hover': 'var(--sp-primary-hover)',
    '--mantine-primary-color-contrast': 'var(--sp-on-primary)',
  };
  return { variables: {}, light: fromTokens, dark: fromTokens };
};
