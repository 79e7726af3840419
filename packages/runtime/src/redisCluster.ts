import { Cluster, type ClusterNode, type ClusterOptions } from 'ioredis';

const LOOK_AGAIN_AFTER_MS = 100;

/**
 * What `maxRetriesPerRequest` is for one server. ioredis calls a retry after a lost connection a
 * redirection too: five of them and a last command of 1.5 s still end within two seconds.
 */
export const FEW_REDIRECTIONS = {
  maxRedirections: 5,
  retryDelayOnFailover: 80,
  retryDelayOnClusterDown: 80,
  retryDelayOnTryAgain: 80,
};

type Options = ClusterOptions & { redisOptions: { replyMapping: 'legacy' } };

/** A Cluster client on which BullMQ can block, and which comes to its end when it is told to. */
export class RedisCluster extends Cluster {
  readonly #startNodes: ClusterNode[];

  constructor(startNodes: ClusterNode[], options: Options) {
    super(startNodes, options);
    this.#startNodes = startNodes;
  }

  /**
   * BullMQ makes its blocking connection this way, and resets it when a command on it outlasts by a
   * second what it asked to block. Such a command must have failed by then, however patient the
   * connection is that this one is a copy of: ioredis cannot be reset while it redirects.
   */
  override readonly duplicate = ((startNodes?: ClusterNode[], options?: ClusterOptions) => {
    const same = { ...this.options, ...options, ...FEW_REDIRECTIONS };
    return new RedisCluster(startNodes ?? this.#startNodes, same as Options);
    // ioredis computes the type of the copy from options that are the same here.
  }) as unknown as Cluster['duplicate'];

  override disconnect(reconnect = false): void {
    super.disconnect(reconnect);
    if (!reconnect) setTimeout(() => this.#finishDisconnect(), LOOK_AGAIN_AFTER_MS).unref();
  }

  /**
   * ioredis waits for its last node to go: for ever when there was none, or when a redirection under
   * way has brought one back. Whoever waits for `end`, as BullMQ does on a stop, would too.
   */
  #finishDisconnect(): void {
    if (this.status !== 'disconnecting') return;
    if (this.nodes().length > 0) {
      this.disconnect();
      return;
    }
    // What ioredis does itself when the last node has gone, unless it has done so before.
    this.emit('close');
    if (this.status !== 'disconnecting') return;
    this.status = 'end';
    this.emit('end');
  }
}
