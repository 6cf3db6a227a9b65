import { importContractsRoute } from '@sportello/suite/contracts/import-api';
import { importMeasuresRoute } from '@sportello/suite/metering/import-api';
import { importCustomersRoute } from '@sportello/suite/parties/import-api';
import type { AnswerOf } from '@sportello/suite/platform/route';
import { importMetersRoute, importSupplyPointsRoute } from '@sportello/suite/supply-points/import-api';
import type { Problem } from '@sportello/ui/client/call';
import { useWrite } from '@sportello/ui/client/use-route';
import { useProblemSentence } from '@sportello/ui/components/page-states.tsx';
import { useState } from 'react';
import { useSentenceOf } from '../../words/codes.ts';

export const IMPORT_KINDS = ['measures', 'customers', 'supply-points', 'meters', 'contracts'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What is wrong and where, of a table or of a flow. */
export type ImportError = {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly code: string;
  readonly expected: string;
};
export type MeasureOutcome = AnswerOf<typeof importMeasuresRoute>;
export type TableOutcome = AnswerOf<typeof importCustomersRoute>;
/** Every table is loaded through a contract of the same shape. */
type TableWrite = ReturnType<typeof useWrite<typeof importCustomersRoute>>;
type Errors = { readonly errors: readonly ImportError[]; readonly errorCount: number };
export type ImportStep =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'failed'; readonly sentence: string } & Errors)
  | ({ readonly kind: 'checked' | 'loaded'; readonly outcome: MeasureOutcome | TableOutcome } & Errors);

const NO_ERRORS: Errors = { errors: [], errorCount: 0 };

/** Faults of a flow name an element and a column number; errors of a table name a column. */
const ofFlow = (fault: MeasureOutcome['faults'][number]): ImportError => ({
  line: fault.line,
  column: fault.element,
  value: fault.value,
  code: fault.code,
  expected: fault.expected,
});

function errorsOf(problem: Problem): Errors {
  if (problem.kind !== 'refusal') return NO_ERRORS;
  const { errors, errorCount, faults, fault } = problem.facts as {
    errors?: ImportError[];
    errorCount?: number;
    faults?: MeasureOutcome['faults'];
    fault?: MeasureOutcome['faults'][number];
  };
  if (errors !== undefined) return { errors, errorCount: errorCount ?? errors.length };
  const ofFile = (faults ?? (fault === undefined ? [] : [fault])).map(ofFlow);
  return { errors: ofFile, errorCount: ofFile.length };
}

/** One import: a file, a trial that writes nothing, then the load. Another file starts again. */
export function useImport(kind: ImportKind) {
  const sentenceOf = useSentenceOf();
  const problemSentence = useProblemSentence();
  const measures = useWrite(importMeasuresRoute);
  const tables: Readonly<Record<Exclude<ImportKind, 'measures'>, TableWrite>> = {
    customers: useWrite(importCustomersRoute),
    'supply-points': useWrite(importSupplyPointsRoute),
    meters: useWrite(importMetersRoute),
    contracts: useWrite(importContractsRoute),
  };
  const [file, setFile] = useState<File | null>(null);
  const [step, setStep] = useState<ImportStep>({ kind: 'idle' });
  const choose = (next: File | null) => {
    setFile(next);
    setStep({ kind: 'idle' });
  };
  const [encoding, setEncoding] = useState<'utf-8' | 'windows-1252'>('utf-8');
  const run = async (isTrial: boolean) => {
    if (file === null) return;
    const dryRun = isTrial ? ('true' as const) : ('false' as const);
    const answer =
      kind === 'measures'
        ? await measures.send({ fileName: file.name, dryRun, content: file })
        : await tables[kind].send({ dryRun, encoding, content: file });
    if (!answer.ok) {
      const { problem } = answer;
      setStep({
        kind: 'failed',
        sentence: problem.kind === 'refusal' ? sentenceOf(problem.code, problem.facts) : problemSentence(problem),
        ...errorsOf(problem),
      });
      return;
    }
    const outcome = answer.value;
    const faults = 'faults' in outcome ? outcome.faults.map(ofFlow) : [];
    setStep({ kind: isTrial ? 'checked' : 'loaded', outcome, errors: faults, errorCount: faults.length });
  };
  return {
    file,
    choose,
    encoding,
    setEncoding,
    run,
    isSending: [measures, ...Object.values(tables)].some(({ isSending }) => isSending),
    step,
  };
}
