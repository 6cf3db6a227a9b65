import { addMonths, type LocalDate } from '@sportello/kernel/calendar';
import { parseVatNumber } from '@sportello/kernel/identifiers';
import {
  type Commodity,
  ELECTRICITY_FLOWS,
  type FlowCode,
  type FlowEvent,
  type FlowFault,
  type FlowHeader,
  GAS_FLOWS,
} from './flow-record.js';
import { type FlowContext, PointFields } from './point-fields.js';
import { readElectricityPoint } from './read-electricity-point.js';
import { readGasPoint } from './read-gas-point.js';
import { keyOf, type XmlNode, XmlSections } from './read-xml-sections.js';

/** The central operator refuses measures older than 68 months (five years and the time to send them). */
const OLDEST_MONTHS = 68;
/** Enough bytes to see the XML declaration. */
const HEAD_BYTES = 256;
const CHUNK_BYTES = 65_536;

const ENCODINGS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
};

/** The decoder a file asks for in its declaration; UTF-8 when it is silent; null when it is one we do not read. */
function encodingOf(head: Uint8Array): { readonly declared: string; readonly label: string | null } {
  const start = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  if (head[0] === 0xfe || head[0] === 0xff || head[0] === 0 || head[1] === 0)
    return { declared: 'UTF-16', label: null };
  const declared = /^(?:ï»¿)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1] ?? 'UTF-8';
  return { declared, label: ENCODINGS[declared.toLowerCase()] ?? null };
}

/** Bytes to text, strictly: what the encoding cannot read is a refusal at its line, never a replacement character. */
class StrictDecoder {
  private decoder: TextDecoder | null = null;
  private label = 'utf-8';
  private head: Uint8Array = new Uint8Array(0);

  constructor(private readonly sections: XmlSections) {}

  decode(bytes: Uint8Array, isLast: boolean): string {
    let input: Uint8Array = bytes;
    if (this.decoder === null) {
      const joined = new Uint8Array(this.head.length + bytes.length);
      joined.set(this.head);
      joined.set(bytes, this.head.length);
      this.head = joined;
      input = joined;
      if (input.length < HEAD_BYTES && !isLast) return '';
      const { declared, label } = encodingOf(input);
      if (label === null) {
        this.sections.refuse('metering.flow_encoding', declared, 'UTF-8, ISO-8859-1, Windows-1252');
        return '';
      }
      this.label = label;
      this.decoder = new TextDecoder(label, { fatal: true });
    }
    try {
      return this.decoder.decode(input, { stream: !isLast });
    } catch {
      const readable = new TextDecoder(this.label).decode(input);
      const before = readable.slice(0, Math.max(0, readable.indexOf('\u{fffd}')));
      const line = this.sections.line + before.split('\n').length - 1;
      this.sections.refuse('metering.flow_encoding', before.slice(-20), this.label.toUpperCase(), line);
      return '';
    }
  }
}

/** Turns the sections of one file into events. */
class FlowReader {
  private readonly sections = new XmlSections();
  private readonly decoder = new StrictDecoder(this.sections);
  private root: { readonly flow: FlowCode; readonly commodity: Commodity } | null = null;
  private header: FlowHeader | null = null;
  private fault: FlowFault | null = null;
  private points = 0;

  constructor(private readonly today: LocalDate) {}

  write(bytes: Uint8Array): readonly FlowEvent[] {
    return this.feed(this.decoder.decode(bytes, false));
  }

  end(): readonly FlowEvent[] {
    const events = this.refusal === null ? [...this.feed(this.decoder.decode(new Uint8Array(0), true))] : [];
    if (this.refusal === null) this.sections.end();
    if (this.refusal === null && this.points === 0) this.sections.refuse('metering.flow_empty', '', 'DatiPod, DatiPdr');
    return events;
  }

  get refusal(): FlowFault | null {
    return this.fault ?? this.sections.refusal;
  }

  private feed(text: string): readonly FlowEvent[] {
    if (this.refusal !== null) return [];
    const events: FlowEvent[] = [];
    for (const { kind, node } of this.sections.write(text)) {
      if (this.fault !== null) break;
      if (kind === 'root') this.readRoot(node);
      else if (node.key === 'identificativiflusso') events.push(...this.readHeader(node));
      else if (node.key === 'datipod' || node.key === 'datipdr') events.push(...this.readPoint(node));
      // Other sections are tolerated: the structure is reconstructed and grows (reference 7).
    }
    return events;
  }

  private refuse(code: FlowFault['code'], node: XmlNode, value: string, expected: string): void {
    this.fault = {
      code,
      level: 'file',
      siiCode: '904',
      line: node.line,
      column: node.column,
      element: node.name,
      value,
      expected,
      pointCode: null,
    };
  }

  private readRoot(node: XmlNode): void {
    if (node.key !== 'flussomisure' && node.key !== 'flussoigmg') {
      return this.refuse('metering.flow_root', node, node.name, 'FlussoMisure, FlussoIGMG');
    }
    const written = node.attributes.get('codflusso') ?? '';
    const flow = written.trim().toUpperCase();
    const electricity = ELECTRICITY_FLOWS.find((code) => code === flow);
    const gas = GAS_FLOWS.find((code) => code === flow);
    if (electricity !== undefined) this.root = { flow: electricity, commodity: 'electricity' };
    else if (gas !== undefined) this.root = { flow: gas, commodity: 'gas' };
    else this.refuse('metering.flow_unknown', node, written, [...ELECTRICITY_FLOWS, ...GAS_FLOWS].join(', '));
  }

  private readHeader(node: XmlNode): readonly FlowEvent[] {
    if (this.root === null || this.header !== null) return [];
    const fieldOf = (...names: readonly string[]) => node.children.find(({ key }) => names.map(keyOf).includes(key));
    const vatNumberOf = (...names: readonly string[]): string | null => {
      const field = fieldOf(...names);
      const parsed = parseVatNumber(field?.text ?? '');
      if (parsed.ok) return parsed.value;
      if (field === undefined) this.refuse('metering.flow_field_missing', node, names[0] ?? '', '11 digits');
      else this.refuse('metering.flow_field_value', field, field.text.trim().slice(0, 100), '11 digits, check digit');
      return null;
    };
    const recipientVatNumber = vatNumberOf('PIvaUtente', 'piva_utente');
    const distributorVatNumber = recipientVatNumber && vatNumberOf('PIvaDistributore', 'piva_distr');
    if (recipientVatNumber === null || distributorVatNumber === null) return [];
    const dispatchContract = fieldOf('CodContrDisp')?.text.trim() ?? null;
    this.header = { ...this.root, recipientVatNumber, distributorVatNumber, dispatchContract };
    return [{ kind: 'header', header: this.header }];
  }

  private readPoint(node: XmlNode): readonly FlowEvent[] {
    this.points += 1;
    if (this.header === null) {
      this.refuse('metering.flow_field_missing', node, '', 'IdentificativiFlusso');
      return [];
    }
    const context: FlowContext = {
      flow: this.header.flow,
      commodity: this.header.commodity,
      today: this.today,
      oldest: addMonths(this.today, -OLDEST_MONTHS),
    };
    const fields = new PointFields(node, context);
    const records = this.header.commodity === 'electricity' ? readElectricityPoint(fields) : readGasPoint(fields);
    if (fields.faults.length > 0) return fields.faults.map((fault) => ({ kind: 'fault', fault }));
    return records.map((record) => ({ kind: 'record', record }));
  }
}

/**
 * Read a measurement flow (flusso di misura) as it arrives: its header, then one event per record or fault.
 *
 * Streaming: memory holds one point and 64 KiB. A `fault` concerns one point, whose records are all left out; the
 * others go on. `refused` is the last event of a file that must not be loaded at all: broken XML, a document type,
 * another encoding, an unknown flow, a cut file. What came before it must be thrown away: load in one transaction.
 *
 * @param chunks  the bytes of the file, in any pieces
 * @param today   civil date in Rome: measures of the future and older than 68 months are faults (914)
 * @source  reference 7.1–7.3; element names in any case, values with decimal comma, days as dd/MM/yyyy
 */
export async function* parseFlow(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { today }: { readonly today: LocalDate },
): AsyncGenerator<FlowEvent, void, undefined> {
  const reader = new FlowReader(today);
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length && reader.refusal === null; start += CHUNK_BYTES) {
      yield* reader.write(chunk.subarray(start, start + CHUNK_BYTES));
    }
    if (reader.refusal !== null) break;
  }
  yield* reader.end();
  if (reader.refusal !== null) yield { kind: 'refused', fault: reader.refusal };
}
