import type { JSX } from 'preact';
import { ExchangesPage } from './pages/exchanges';
import { ImportPage } from './pages/import';
import { OverviewPage } from './pages/overview';
import { PartnerPage } from './pages/partner';
import { PartnersPage } from './pages/partners';
import { PartnershipPage } from './pages/partnership';
import { PartnershipsPage } from './pages/partnerships';
import { ProgramsPage } from './pages/programs';
import { RoundPage } from './pages/round';
import { RoundsPage } from './pages/rounds';
import { TeachingPage } from './pages/teaching';
import type { Address, Parameters } from './router';

type Page = (parameters: Parameters, address: Address) => JSX.Element;

/** Each path with its page. Keys make a page of another program or partnership begin anew. */
export const routes: readonly (readonly [pattern: string, page: Page])[] = [
  ['/', () => <ProgramsPage />],
  ['/programs/:id', ({ id = '' }) => <OverviewPage key={id} programId={id} />],
  ['/programs/:id/partners', ({ id = '' }, address) => <PartnersPage key={id} programId={id} address={address} />],
  ['/programs/:id/rounds', ({ id = '' }) => <RoundsPage key={id} programId={id} />],
  [
    '/programs/:id/partnerships',
    ({ id = '' }, address) => <PartnershipsPage key={id} programId={id} address={address} />,
  ],
  ['/programs/:id/exchanges', ({ id = '' }, address) => <ExchangesPage key={id} programId={id} address={address} />],
  ['/programs/:id/teaching', ({ id = '' }, address) => <TeachingPage key={id} programId={id} address={address} />],
  ['/programs/:id/import', ({ id = '' }) => <ImportPage key={id} programId={id} />],
  ['/rounds/:id', ({ id = '' }) => <RoundPage key={id} roundId={id} />],
  ['/partnerships/:id', ({ id = '' }) => <PartnershipPage key={id} partnershipId={id} />],
  ['/partners/:id', ({ id = '' }) => <PartnerPage key={id} partnerId={id} />],
];
