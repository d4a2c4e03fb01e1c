import type { ColumnType, JSONColumnType } from 'kysely';

import type { Permission, Role } from '#kernel/permission.ts';
import { tables } from '#platform/db/database.ts';

import type { Authority } from './domain/authority.ts';
import type { PersonState } from './domain/person.ts';

export interface PeopleTables {
	people_authority: {
		/** Always true: there is one authority per installation. */
		one_row: boolean;
		name: string;
		kind: Authority['kind'];
		zone: string;
		land: string | null;
		language: Authority['language'];
		contact: JSONColumnType<Authority['contact']>;
	};
	people_unit: {
		id: string;
		parent_id: string | null;
		name: string;
		short: string;
		closed_at: Date | null;
	};
	people_person: {
		id: string;
		name: string;
		mail: string;
		state: PersonState;
		initials: string;
		created_at: Date;
	};
	people_role: { id: string; person_id: string; role: Role; unit_id: string | null; given_at: Date };
	people_substitution: { id: string; person_id: string; substitute_id: string; from_at: Date; until_at: Date };
	people_invitation: {
		id: string;
		person_id: string;
		token_hash: string;
		purpose: 'invitation' | 'rescue' | 'reset';
		expires_at: Date;
		used_at: Date | null;
	};
	people_api_token: {
		id: string;
		name: string;
		token_hash: string;
		scopes: JSONColumnType<readonly Permission[]>;
		/** Reaches this unit and everything below; null reaches everything. */
		unit_id: string | null;
		created_by: string;
		created_at: Date;
		expires_at: Date;
		revoked_at: Date | null;
	};
	people_setup: {
		one_row: boolean;
		code_hash: string;
		closed_at: Date | null;
		/** Set in a sample city only; `sample_since` is the machine's time, not the sample's. */
		sample_since: ColumnType<Date | null, Date | undefined, Date>;
		sample: ColumnType<'building' | 'ready' | null, 'building' | 'ready' | null | undefined>;
	};
}

export const people = tables<PeopleTables>();
