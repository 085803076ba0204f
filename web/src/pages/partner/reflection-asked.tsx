import { useState } from 'preact/hooks';
import { Acts } from '../../parts/fields';
import { Opened } from '../../parts/opening';
import { nameOf } from '../../parts/person';
import { Reflect } from '../../parts/reflect';
import { Day } from '../../parts/when';
import type { CardProps } from './waiting-card';

export function ReflectionAsked({ waiting: { partnershipId, other, until } }: CardProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <article class="card">
      <h2>How was it with {nameOf(other)}?</h2>
      <p>
        Your partnership is coming to its end. Look back for a minute
        {until !== undefined && (
          <>
            , until <Day of={until} />
          </>
        )}
        .
      </p>
      {isOpen ? (
        <Opened label="Your reflection">
          <Reflect
            partnershipId={partnershipId}
            other={nameOf(other)}
            onDone={() => {
              setOpen(false);
            }}
          />
        </Opened>
      ) : (
        <Acts>
          <button
            type="button"
            class="main"
            onClick={() => {
              setOpen(true);
            }}
          >
            Reflect…
          </button>
        </Acts>
      )}
    </article>
  );
}
