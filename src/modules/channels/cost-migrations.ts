import { type Kysely, sql } from 'kysely';

/** How an account is paid for, what its month may cost, and every call its network charged. */
export const costs = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence
			add column tier text not null default 'pay-per-use',
			add column budget_micro bigint,
			add column with_link boolean not null default true`.execute(db);
		await sql`create table channels_cost (
			id text primary key,
			presence_id text not null,
			practice boolean not null,
			at timestamptz not null,
			kind text not null,
			count integer not null,
			unit_micro integer not null,
			micro bigint not null,
			state text not null,
			delivery_id text
		)`.execute(db);
		await sql`create index channels_cost_by_time on channels_cost (presence_id, practice, at desc, id desc)
			include (micro, state)`.execute(db);
		await sql`create unique index channels_cost_of_delivery on channels_cost (delivery_id)
			where delivery_id is not null`.execute(db);
		await sql`create table channels_price (
			id text primary key,
			network text not null,
			as_of text not null,
			prices jsonb not null,
			changed_by text not null,
			changed_at timestamptz not null
		)`.execute(db);
		await sql`create index channels_price_newest on channels_price (network, changed_at desc, id desc)`.execute(db);
	},
};

/** The way out of the house to each network, where it is not the straight one. */
export const proxies = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create table channels_proxy (
			network text primary key,
			sealed bytea not null,
			shown text not null,
			changed_by text not null,
			changed_at timestamptz not null
		)`.execute(db);
	},
};

/** A budget of which most is gone waits for somebody, as what else waits at presences does. */
export const budgetTask = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_task drop constraint channels_task_kind_check,
			add constraint channels_task_kind_check
			check (kind in ('key-ends', 'not-well', 'answers-differ', 'budget-near'))`.execute(db);
		await sql`alter table channels_presence drop column budget_told`.execute(db);
	},
};

/** A key that lacks rights waits likewise. */
export const rightsTask = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_task drop constraint channels_task_kind_check,
			add constraint channels_task_kind_check
			check (kind in ('key-ends', 'not-well', 'answers-differ', 'budget-near', 'rights-missing'))`.execute(db);
	},
};

/** Whether copies are counted where counting costs. */
export const costlyCounts = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence add column counts boolean not null default false`.execute(db);
	},
};

/** The month for which it was told that most of a budget is gone. */
export const budgetTold = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`alter table channels_presence add column budget_told text`.execute(db);
	},
};
