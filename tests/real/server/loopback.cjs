// Preloaded into servers of others: whatever they listen on becomes 127.0.0.1, so that a test opens nothing to the network.
const net = require('node:net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
	if (first !== null && typeof first === 'object' && 'port' in first && !first.path)
		return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
	if (typeof first === 'number' || /^\d+$/.test(String(first))) {
		const [host, ...others] = rest;
		return listen.call(this, Number(first), '127.0.0.1', ...(typeof host === 'string' ? others : rest));
	}
	return listen.call(this, first, ...rest);
};
