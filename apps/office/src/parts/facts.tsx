import type { ReactNode } from 'react';

type FactList = readonly (readonly [name: string, value: ReactNode])[];
/** Names and values, one under the other; a value that is missing leaves its row out. */
export function Facts({ facts }: { readonly facts: FactList }) {
  return (
    <dl className="of-facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
    </dl>
  );
}

/** The same, side by side where there is room. */
export function WideFacts({ facts }: { readonly facts: FactList }) {
  return (
    <dl className="of-facts of-facts-wide">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <FactRow name={name} value={value} />
          </div>
        ))}
    </dl>
  );
}

const FactRow = ({ name, value }: { readonly name: string; readonly value: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

/** The figures a page answers with, large. */
export function Figures({
  figures,
}: {
  readonly figures: readonly { readonly name: string; readonly value: ReactNode; readonly note?: ReactNode }[];
}) {
  return (
    <div className="of-figures">
      {figures.map(({ name, value, note }) => (
        <dl key={name} className="of-figure" style={{ margin: 0 }}>
          <dt>{name}</dt>
          <dd>
            {value}
            {note !== undefined && <small>{note}</small>}
          </dd>
        </dl>
      ))}
    </div>
  );
}
