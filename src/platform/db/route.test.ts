import { expect, it } from 'vitest';

import { addressesOf } from './route.ts';

it('reads one address or several, and keeps what belongs to each', () => {
	const plain = 'postgres://amtsfunk:k%40y@db.example:5433/amtsfunk?sslmode=verify-full';
	expect(addressesOf(plain)).toEqual([plain]);
	const socket = 'postgres://amtsfunk:x@localhost/amtsfunk?host=%2Frun%2Fpg';
	expect(addressesOf(socket)).toEqual([socket]);
	const query = 'target_session_attrs=read-write&sslmode=require';
	expect(addressesOf(`postgresql://u:p@a.example:5432,b.example/amt?${query}`)).toEqual([
		'postgresql://u:p@a.example:5432/amt?sslmode=require',
		'postgresql://u:p@b.example/amt?sslmode=require',
	]);
	expect(addressesOf('postgres://a,[::1]:5433/amt?target_session_attrs=read-write')).toEqual([
		'postgres://a/amt',
		'postgres://[::1]:5433/amt',
	]);
	expect(addressesOf('postgres://a,b/amt?sslmode=require&target_session_attrs=primary')).toEqual([
		'postgres://a/amt?sslmode=require',
		'postgres://b/amt?sslmode=require',
	]);
});
