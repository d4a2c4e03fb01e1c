import { type Kysely, sql } from 'kysely';

/**
 * The tables of better-auth in a schema of their own, with the names it expects. A live test holds them to what the
 * library asks for. `session.shownAt` is ours: when the second factor was last shown, on the office's clock.
 */
export const authTables = {
	async up(db: Kysely<unknown>): Promise<void> {
		await sql`create schema if not exists auth`.execute(db);
		await sql`create table auth."user" (
			"id" text primary key,
			"name" text not null,
			"email" text not null unique,
			"emailVerified" boolean not null,
			"image" text,
			"createdAt" timestamptz not null,
			"updatedAt" timestamptz not null,
			"twoFactorEnabled" boolean
		)`.execute(db);
		await sql`create table auth."session" (
			"id" text primary key,
			"expiresAt" timestamptz not null,
			"token" text not null unique,
			"createdAt" timestamptz not null,
			"updatedAt" timestamptz not null,
			"ipAddress" text,
			"userAgent" text,
			"userId" text not null references auth."user" ("id") on delete cascade,
			"shownAt" timestamptz
		)`.execute(db);
		await sql`create index "session_userId" on auth."session" ("userId")`.execute(db);
		await sql`create table auth."account" (
			"id" text primary key,
			"accountId" text not null,
			"providerId" text not null,
			"userId" text not null references auth."user" ("id") on delete cascade,
			"accessToken" text,
			"refreshToken" text,
			"idToken" text,
			"accessTokenExpiresAt" timestamptz,
			"refreshTokenExpiresAt" timestamptz,
			"scope" text,
			"password" text,
			"createdAt" timestamptz not null,
			"updatedAt" timestamptz not null
		)`.execute(db);
		await sql`create index "account_userId" on auth."account" ("userId")`.execute(db);
		await sql`create table auth."verification" (
			"id" text primary key,
			"identifier" text not null,
			"value" text not null,
			"expiresAt" timestamptz not null,
			"createdAt" timestamptz not null,
			"updatedAt" timestamptz not null
		)`.execute(db);
		await sql`create index "verification_identifier" on auth."verification" ("identifier")`.execute(db);
		await sql`create table auth."twoFactor" (
			"id" text primary key,
			"secret" text not null,
			"backupCodes" text not null,
			"userId" text not null references auth."user" ("id") on delete cascade,
			"verified" boolean,
			"failedVerificationCount" integer,
			"lockedUntil" timestamptz
		)`.execute(db);
		await sql`create index "twoFactor_userId" on auth."twoFactor" ("userId")`.execute(db);
	},
};
