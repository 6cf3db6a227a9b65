import { SaxesParser } from 'saxes';
import type { FlowFault } from './flow-record.js';

/** An element with what the interpreter needs. `key` is the name without prefix, case, `_` and `-`. */
export type XmlNode = {
  readonly name: string;
  readonly key: string;
  readonly line: number;
  readonly column: number;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  text: string;
};

export type XmlSection = { readonly kind: 'root' | 'section'; readonly node: XmlNode };

/** Distributors write `cod_PdR`, `Cod_Pdr`, `CodContrDisp`: one key for all. */
export const keyOf = (name: string): string =>
  name
    .slice(name.indexOf(':') + 1)
    .replace(/[_-]/g, '')
    .toLowerCase();

const LIMITS = {
  depth: 64,
  /** Elements of one point: 31 days × 4 quantities of a curve are 124. */
  elementsOfSection: 20_000,
  attributesOfElement: 200,
  textOfElement: 20_000,
  /** Characters the parser may hold without completing a tag or a text: bounds every kind of giant token. */
  withoutEvent: 262_144,
} as const;

/**
 * Read XML piece by piece into the root and its complete direct children, and refuse what a measurement flow
 * never has: a document type (with it entities), more than 64 levels, giant texts and sections.
 *
 * Memory holds one section and one chunk, whatever the size of the file.
 */
export class XmlSections {
  private readonly parser = new SaxesParser({ position: true, xmlns: false });
  private readonly path: XmlNode[] = [];
  private found: XmlSection[] = [];
  private elements = 0;
  private lastEventAt = 0;
  private startLine = 1;
  private startColumn = 1;
  private fault: FlowFault | null = null;
  private rootName: string | null = null;
  /** Closing resets the parser: the end of the file is remembered. */
  private lastLine: number | null = null;

  constructor() {
    this.parser.on('error', (error) => {
      this.refuse('metering.flow_not_well_formed', error.message.replace(/^\d+:\d+: /, ''), 'XML 1.0');
    });
    this.parser.on('doctype', () => this.refuse('metering.flow_doctype', '<!DOCTYPE', ''));
    this.parser.on('opentagstart', ({ name }) => {
      this.startLine = this.parser.line;
      this.startColumn = Math.max(1, this.parser.column - name.length - 1);
    });
    this.parser.on('opentag', (tag) => this.open(tag.name, tag.attributes));
    this.parser.on('closetag', () => this.close());
    this.parser.on('text', (text) => this.addText(text));
    this.parser.on('cdata', (text) => this.addText(text));
    for (const event of ['comment', 'processinginstruction'] as const) {
      this.parser.on(event, () => {
        this.lastEventAt = this.parser.position;
      });
    }
  }

  /** Line of the next character: where an error of the decoder happened. */
  get line(): number {
    return this.parser.line;
  }

  get refusal(): FlowFault | null {
    return this.fault;
  }

  /** Feed text; the sections that it completes. Stop when `refusal` is not null. */
  write(text: string): readonly XmlSection[] {
    const control = text.indexOf('\0');
    if (control >= 0) {
      this.parser.write(text.slice(0, control));
      this.refuse('metering.flow_character', '\\u0000', '');
    } else {
      this.parser.write(text);
    }
    if (this.parser.position - this.lastEventAt > LIMITS.withoutEvent) {
      this.refuse('metering.flow_too_large', '', `<= ${LIMITS.withoutEvent}`);
    }
    const complete = this.found;
    this.found = [];
    return complete;
  }

  end(): void {
    this.lastLine = this.parser.line;
    if (this.fault === null) this.parser.close();
  }

  refuse(code: FlowFault['code'], value: string, expected: string, line = this.lastLine ?? this.parser.line): void {
    this.fault ??= {
      code,
      level: 'file',
      siiCode: '904',
      line,
      column: this.parser.column + 1,
      element: this.path.at(-1)?.name ?? this.rootName ?? '',
      value: value.slice(0, 100),
      expected,
      pointCode: null,
    };
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.lastEventAt = this.parser.position;
    if (this.fault !== null) return;
    if (this.path.length >= LIMITS.depth) return this.refuse('metering.flow_too_deep', name, `<= ${LIMITS.depth}`);
    const entries = Object.entries(attributes);
    if (this.path.length <= 1) this.elements = 0;
    this.elements += 1;
    if (this.elements > LIMITS.elementsOfSection || entries.length > LIMITS.attributesOfElement) {
      return this.refuse('metering.flow_too_large', name, `<= ${LIMITS.elementsOfSection}`);
    }
    const node: XmlNode = {
      name,
      key: keyOf(name),
      line: this.startLine,
      column: this.startColumn,
      text: '',
      children: [],
      attributes: new Map(entries.map(([attribute, value]) => [keyOf(attribute), value])),
    };
    if (this.path.length === 0) {
      this.rootName = name;
      this.found.push({ kind: 'root', node });
    } else if (this.path.length > 1) {
      this.path.at(-1)?.children.push(node);
    }
    this.path.push(node);
  }

  private close(): void {
    this.lastEventAt = this.parser.position;
    if (this.fault !== null) return;
    const node = this.path.pop();
    if (node !== undefined && this.path.length === 1) this.found.push({ kind: 'section', node });
  }

  private addText(text: string): void {
    this.lastEventAt = this.parser.position;
    const node = this.path.at(-1);
    if (node === undefined || this.path.length === 1) return;
    if (node.text.length + text.length > LIMITS.textOfElement) {
      return this.refuse('metering.flow_too_large', text.slice(0, 20), `<= ${LIMITS.textOfElement}`);
    }
    node.text += text;
  }
}
