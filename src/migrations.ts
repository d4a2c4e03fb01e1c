import { channelsMigrations } from '#modules/channels/index.ts';
import { deliveryMigrations } from '#modules/delivery/index.ts';
import { deskMigrations } from '#modules/desk/index.ts';
import { dialogueMigrations } from '#modules/dialogue/index.ts';
import { editorialMigrations } from '#modules/editorial/index.ts';
import { federationMigrations } from '#modules/federation/index.ts';
import { newsroomMigrations } from '#modules/newsroom/index.ts';
import { peopleMigrations } from '#modules/people/index.ts';
import { policyMigrations } from '#modules/policy/index.ts';
import { recordsMigrations } from '#modules/records/index.ts';
import { joined, type Migrations } from '#platform/db/migrate.ts';
import { platformMigrations } from '#platform/db/migrations.ts';
import { mailMigrations } from '#platform/mail/mailer.ts';

/** Every step of every module's schema. */
export const allMigrations: Migrations = joined(
	platformMigrations,
	mailMigrations,
	recordsMigrations,
	peopleMigrations,
	deskMigrations,
	channelsMigrations,
	deliveryMigrations,
	policyMigrations,
	editorialMigrations,
	dialogueMigrations,
	newsroomMigrations,
	federationMigrations,
);
