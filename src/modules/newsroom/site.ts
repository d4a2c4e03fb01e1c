import type { Site } from '#web/public/model.ts';

import type { Assets } from './assets.ts';
import type { NewsroomNeeds } from './needs.ts';
import { hasEpisodes } from './podcast/store.ts';
import { siteDetails } from './queries.ts';
import { languagesInUse } from './translations.ts';

type Needs = Pick<NewsroomNeeds, 'db' | 'people' | 'origin' | 'trial' | 'dialogue'>;

/** Reads what every page of the site has in common. */
export const siteReader =
	({ db, people, origin, trial, dialogue }: Needs, assets: Assets) =>
	async (): Promise<Site> => {
		const [authority, { details, tags, podcast }] = await Promise.all([
			people.authority(),
			db.read('site details', async (tx) => ({
				details: await siteDetails(tx),
				tags: await languagesInUse(tx),
				podcast: await hasEpisodes(tx),
			})),
		]);
		return {
			...{ name: authority.name, zone: authority.zone, origin, trial },
			phone: details?.phone ?? null,
			phoneHours: details?.phone_hours ?? null,
			portalUrl: details?.portal_url ?? null,
			languages: tags.length > 1 ? tags : [],
			podcast,
			asks: dialogue !== undefined,
			assets,
			drawings: assets.drawings,
		};
	};
