import { Frame } from './frame-parts.tsx';

/** Around the pages for which nobody must sign in. */
export const GuestFrame = () => <Frame homePath="/" />;
