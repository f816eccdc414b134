using System.Buffers;
using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.ModelClients.Batches;

namespace EmergentMisalignment.Sweeps.Batching;

/// <summary>A batch's file on this machine's disk, within the provider's limits; gone when it is disposed.</summary>
internal sealed class BatchFile : IDisposable
{
    /// <summary>Bytes of a prompt that are counted as a token: fewer than tokenisers make one of, so that the estimate is no less than the provider's count.</summary>
    private const int BytesPerToken = 3;

    private readonly string _path = Path.GetTempFileName();
    private readonly List<BatchShard> _shards = [];

    private BatchFile()
    {
    }

    public int Requests { get; private set; }

    public long Tokens { get; private set; }

    /// <summary>The most that its requests can cost together.</summary>
    public Money Most { get; private set; }

    /// <summary>The shards that something is asked of.</summary>
    public IReadOnlyList<BatchShard> Shards => _shards;

    public Stream Open() => File.OpenRead(_path);

    /// <summary>Writes requests until there are no more, or the next one would be over a limit: what is left out is asked for another time.</summary>
    /// <param name="batches">The endpoint's.</param>
    /// <param name="calls">The requests.</param>
    /// <param name="limits">The provider's limits.</param>
    /// <param name="tokens">Room in its queue.</param>
    /// <param name="price">The most that a request can cost.</param>
    /// <param name="money">What all together may cost, but for the first: whether that one can be paid is for the books to say. Null for no limit.</param>
    /// <param name="cancellation"/>
    public static async Task<BatchFile> WriteAsync(
        IModelBatches batches, IAsyncEnumerable<BatchCall> calls, BatchOptions limits, long tokens, Func<ChatCall, Money> price, Money? money, CancellationToken cancellation)
    {
        var file = new BatchFile();
        try
        {
            await using var stream = File.OpenWrite(file._path);
            var line = new ArrayBufferWriter<byte>();
            await foreach (var call in calls.WithCancellation(cancellation))
            {
                line.ResetWrittenCount();
                batches.WriteLine(line, call.Id, call.Call);
                var more = Estimate(call.Call);
                var most = file.Most + price(call.Call);
                if (file.Requests == limits.MaxRequests || (file.Requests > 0 && most > money) || stream.Length + line.WrittenCount > limits.MaxBytes || file.Tokens + more > tokens)
                    break;

                await stream.WriteAsync(line.WrittenMemory, cancellation);
                file.Requests++;
                file.Tokens += more;
                file.Most = most;
                if (file._shards is not [.., var last] || last != call.Shard)
                    file._shards.Add(call.Shard);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => File.Delete(_path);

    private static long Estimate(ChatCall call) => call.Messages.Sum(message => 1L + (System.Text.Encoding.UTF8.GetByteCount(message.Content) / BytesPerToken));
}
