// A process of its own with a real S3 server: its lists need a cipher that OpenSSL keeps in its legacy part.
import S3rver from 's3rver';

const [directory = ''] = process.argv.slice(2);
const server = new S3rver({
	...{ port: 0, address: '127.0.0.1', silent: true, directory },
	configureBuckets: [{ name: 'akten' }],
});
const { port } = await server.run();
process.stdout.write(`${port}\n`);
