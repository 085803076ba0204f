import { PageTitle } from '../parts/page-title';
import { Link } from '../router';

export const NotFound = () => (
  <>
    <PageTitle title="There is no such page" />
    <p>
      The address may be mistyped. <Link href="/">Go to the programs</Link>.
    </p>
  </>
);
