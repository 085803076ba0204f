import type { Partner } from '../api/types';
import { useSession } from '../session';
import { HomePage } from './partner/home';
import { ProfilePage } from './partner/profile';

/** A partner's own page when it is their key, else their profile. */
export function PartnerPage({ partnerId }: Pick<Partner, 'partnerId'>) {
  const { me } = useSession();
  const isOwn = me.partners.some((own) => own.partnerId === partnerId);
  return isOwn ? <HomePage partnerId={partnerId} /> : <ProfilePage partnerId={partnerId} />;
}
