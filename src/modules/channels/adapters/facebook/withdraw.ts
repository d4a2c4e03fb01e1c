import type { RemoteRef } from '../../channel.ts';
import { VERSION } from '../meta/api.ts';
import { withdrawAt } from '../meta/withdraw.ts';
import type { FacebookContext } from './wire.ts';

/** SPEC: DELETE /{post}, /{comment} or /{video}. */
export const withdraw = ({ api }: FacebookContext, { id, extra }: RemoteRef) =>
	withdrawAt(api, `${VERSION}/${encodeURIComponent(extra?.['video'] ?? id)}`);
