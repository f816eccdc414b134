using System.Runtime.CompilerServices;
using EmergentMisalignment.Console.Sweeps;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Cli.Remote;

/// <summary>Follows a sweep on a server, over as many connections as it takes.</summary>
internal sealed class RemoteWatch(ConsoleClient client, TimeProvider time)
{
    private const int MostLost = 10;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    /// <summary>From now until the sweep is settled or cancelled, that last view included.</summary>
    /// <exception cref="UnavailableException">Nobody answers at first, or for some two minutes later on.</exception>
    public async IAsyncEnumerable<SweepView> FollowAsync(string sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var isFirst = true;
        for (var lost = 0; lost < MostLost; lost++)
        {
            await using var stream = client.ProgressAsync(sweep, cancellation).GetAsyncEnumerator(cancellation);
            while (await NextAsync(stream, isFirst) is { } view)
            {
                (isFirst, lost) = (false, 0);
                yield return view;
                if (IsLast(view))
                    yield break;
            }

            // A server that restarts, or a proxy that has enough of an open connection: the sweep itself goes on.
            var wait = TimeSpan.FromSeconds(Math.Pow(2, lost));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellation);
        }

        throw new UnavailableException($"The Console at {client.Server} has not answered for a while: the sweep goes on without it, and em watch {sweep} shows it again.");
    }

    public static bool IsLast(SweepView view) => view.State is SweepState.Settled or SweepState.Cancelled;

    /// <summary>Null when the connection is lost. On the very first one that is an error: perhaps nobody was ever there.</summary>
    private static async Task<SweepView?> NextAsync(IAsyncEnumerator<SweepView> stream, bool isFirst)
    {
        try
        {
            return await stream.MoveNextAsync() ? stream.Current : null;
        }
        catch (Exception exception) when (!isFirst && exception is UnavailableException or HttpRequestException or IOException)
        {
            return null;
        }
    }
}
