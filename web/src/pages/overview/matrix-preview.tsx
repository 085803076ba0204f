import type { ExchangeMatrix } from '../../api/types';
import { useData } from '../../api/use-data';
import { Shown, Skeleton } from '../../parts/states';
import { Matrix } from '../../pictures/matrix';

export function MatrixPreview({ programId }: { readonly programId: string }) {
  const loaded = useData<ExchangeMatrix>(`/programs/${programId}/exchange-matrix?by=generation`);
  return (
    <div class="matrix-preview">
      <Shown of={loaded} skeleton={<Skeleton class="skeleton-matrix" />}>
        {(matrix) =>
          matrix.cells.length === 0 ? <p class="nothing">No exchange is logged yet.</p> : <Matrix matrix={matrix} />
        }
      </Shown>
    </div>
  );
}
