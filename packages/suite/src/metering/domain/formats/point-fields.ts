import { isLocalDate, type LocalDate, type Month, monthOf } from '@sportello/kernel/calendar';
import { decimal, formatDecimal, trimDecimal } from '@sportello/kernel/decimal';
import type { parsePod } from '@sportello/kernel/identifiers';
import type { Commodity, FlowCode, FlowFault } from './flow-record.js';
import { keyOf, type XmlNode } from './read-xml-sections.js';

export type FlowContext = {
  readonly flow: FlowCode;
  readonly commodity: Commodity;
  readonly today: LocalDate;
  /** Days before it are too old to be accepted. */
  readonly oldest: LocalDate;
};

export const childOf = (node: XmlNode | null, name: string): XmlNode | null =>
  node?.children.find(({ key }) => key === keyOf(name)) ?? null;
export const childrenOf = (node: XmlNode, name: string): readonly XmlNode[] =>
  node.children.filter(({ key }) => key === keyOf(name));

const NUMBER = /^\d{1,10}(?:,\d{1,8})?$/;
const REGISTER = /^\d{1,10}(?:,\d{1,3}0*)?$/;

/**
 * Typed access to the fields of one point. Each wrong or missing field is a fault with its place and comes back as
 * null: reading goes on, so that one look at the file finds everything.
 */
export class PointFields {
  readonly faults: FlowFault[] = [];
  pointCode: string | null = null;

  constructor(
    readonly node: XmlNode,
    readonly context: FlowContext,
  ) {}

  fault(
    code: FlowFault['code'],
    siiCode: FlowFault['siiCode'],
    at: { readonly node: XmlNode; readonly element?: string; readonly value?: string; readonly expected: string },
  ): null {
    this.faults.push({
      code,
      level: 'point',
      siiCode,
      line: at.node.line,
      column: at.node.column,
      element: at.element ?? at.node.name,
      value: (at.value ?? at.node.text.trim()).slice(0, 100),
      expected: at.expected,
      pointCode: this.pointCode,
    });
    return null;
  }

  missing(parent: XmlNode, element: string, expected: string): null {
    return this.fault('metering.flow_field_missing', '010', { node: parent, element, value: '', expected });
  }

  wrong(node: XmlNode, expected: string): null {
    return this.fault('metering.flow_field_value', '011', { node, expected });
  }

  /** The trimmed text of a field, null when absent or empty. */
  text(parent: XmlNode | null, name: string): string | null {
    const text = childOf(parent, name)?.text.trim() ?? '';
    return text === '' ? null : text;
  }

  requiredText(parent: XmlNode, name: string, expected = 'text'): string | null {
    return this.text(parent, name) ?? this.missing(parent, name, expected);
  }

  /** The POD or PDR of the point, which every later fault names; as written when it is wrong, empty when it is missing. */
  readPointCode(name: string, parse: typeof parsePod, expected: string): string {
    const written = this.requiredText(this.node, name, expected);
    const parsed = written === null ? null : parse(written);
    if (parsed !== null && !parsed.ok) this.wrong(childOf(this.node, name) ?? this.node, expected);
    this.pointCode = parsed?.ok ? parsed.value : (written ?? '');
    return this.pointCode;
  }

  /** One of the codes, or null with a fault when the field is missing or says something else. */
  choice<T extends string>(parent: XmlNode, name: string, options: readonly T[]): T | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return this.missing(parent, name, options.join(', '));
    return options.find((option) => option === text.toUpperCase()) ?? this.wrong(node, options.join(', '));
  }

  /** SI or NO; null when absent. */
  yesNo(parent: XmlNode | null, name: string): boolean | null {
    if (parent === null || this.text(parent, name) === null) return null;
    const answer = this.choice(parent, name, ['SI', 'NO']);
    return answer === null ? null : answer === 'SI';
  }

  /** A day of a measure, `dd/MM/yyyy`, neither of the future nor older than the central operator accepts. */
  day(parent: XmlNode, name: string): LocalDate | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return this.missing(parent, name, 'dd/MM/yyyy');
    const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
    const iso = match === null ? '' : `${match[3]}-${match[2]}-${match[1]}`;
    if (!isLocalDate(iso)) return this.wrong(node, 'dd/MM/yyyy');
    const { today, oldest } = this.context;
    if (iso > today || iso < oldest) {
      return this.fault('metering.flow_date_out_of_range', '914', { node, expected: `${oldest} – ${today}` });
    }
    return iso;
  }

  month(parent: XmlNode, name: string): Month | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return this.missing(parent, name, 'MM/yyyy');
    const match = /^(\d{2})\/(\d{4})$/.exec(text);
    const first = match === null ? '' : `${match[2]}-${match[1]}-01`;
    if (!isLocalDate(first)) return this.wrong(node, 'MM/yyyy');
    if (first > this.context.today || monthOf(first) < monthOf(this.context.oldest)) {
      return this.fault('metering.flow_date_out_of_range', '914', {
        node,
        expected: `${monthOf(this.context.oldest)} – ${monthOf(this.context.today)}`,
      });
    }
    return monthOf(first);
  }

  /** A day must lie in the month the record says (906). */
  inMonth(parent: XmlNode, name: string, day: LocalDate | null, of: Month | null): void {
    const node = childOf(parent, name);
    if (node === null || day === null || of === null || monthOf(day) === of) return;
    this.fault('metering.flow_month_mismatch', '906', { node, expected: of });
  }

  /** A register, `1234,500` → `1234.5`; null when absent. */
  register(parent: XmlNode, name: string): string | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return null;
    if (!REGISTER.test(text)) return this.wrong(node, '0 – 9999999999,999');
    return formatDecimal(trimDecimal(decimal(text.replace(',', '.'))));
  }

  requiredRegister(parent: XmlNode, name: string): string | null {
    if (this.text(parent, name) === null) return this.missing(parent, name, '0 – 9999999999,999');
    return this.register(parent, name);
  }

  /** A factor greater than zero and at most 100000; null when absent. */
  factor(parent: XmlNode | null, name: string): string | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return null;
    const value = NUMBER.test(text) ? decimal(text.replace(',', '.')) : null;
    if (value === null || value.units === 0n || value.units > 100_000n * 10n ** BigInt(value.scale)) {
      return this.wrong(node, '0 < n <= 100000');
    }
    return formatDecimal(trimDecimal(value));
  }

  digits(parent: XmlNode | null, name: string): number | null {
    const node = childOf(parent, name);
    const text = this.text(parent, name);
    if (node === null || text === null) return null;
    return /^[1-9]$|^10$/.test(text) ? Number(text) : this.wrong(node, '1 – 10');
  }
}
