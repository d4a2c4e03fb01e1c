import { z } from 'zod';

import { ok, type Result } from '#kernel/result.ts';

import type { ChannelFailure } from '../../channel.ts';
import type { Asking, Figure } from '../figures.ts';
import type { Api } from '../granted-api.ts';
import { readAs } from '../read-as.ts';

/**
 * SPEC: node InsightsResult: a figure over a post's whole life stands alone in `values`. What the network has not counted is not
 * in the list, and is not zero.
 */
const Insights = z.object({
	data: z.array(
		z.object({
			name: z.string(),
			values: z.array(z.looseObject({ value: z.number().optional() })).default([]),
			total_value: z.object({ value: z.number().optional() }).optional(),
		}),
	),
});

interface At {
	readonly path: string;
	readonly figures: readonly Figure[];
	readonly query?: readonly (readonly [string, string])[];
}

/** SPEC: GET /{post}/insights at Facebook, Instagram and Threads. A name it does not know is an error, not an empty answer. */
export const insightsAt = (api: Api, { path, figures, query = [] }: At): Asking => ({
	from: 'insights',
	figures,
	async ask(names): Promise<Result<Readonly<Record<string, number>>, ChannelFailure>> {
		const asked = await api({
			method: 'GET',
			path: `${path}/insights`,
			query: [['metric', names.join(',')], ...query],
			purpose: 'read',
		});
		if (!asked.ok) return asked;
		const read = readAs(Insights, asked.value.body);
		if (!read.ok) return read;
		const told = read.value.data.map(({ name, values, total_value }) => {
			const value = values.at(-1)?.value ?? total_value?.value;
			return [name, value] as const;
		});
		return ok(Object.fromEntries(told.filter((one): one is readonly [string, number] => one[1] !== undefined)));
	},
});
