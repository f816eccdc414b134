using System.Runtime.ExceptionServices;

namespace EmergentMisalignment.PetriDish.Engine;

/// <summary>
/// How many threads one training or sampling call uses, for the whole process. Results do not depend on it. Two jobs of one thread each finish
/// sooner than one of two threads after another, so a server that runs several jobs at once sets 1 here and parallelism there.
/// </summary>
public static class ComputeThreads
{
    private static int _count = Environment.ProcessorCount;

    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Volatile.Write(ref _count, value);
        }
    }

    /// <summary>
    /// Calls <paramref name="body"/>(part, worker) once for each part; a worker does one part at a time, and parts are taken in order.
    /// </summary>
    internal static void For(int parts, Action<int, int> body)
    {
        var workers = Math.Min(Count, parts);
        var next = -1;
        void Work(int worker)
        {
            for (var part = Interlocked.Increment(ref next); part < parts; part = Interlocked.Increment(ref next))
                body(part, worker);
        }

        if (workers <= 1)
        {
            Work(0);
            return;
        }

        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
        catch (AggregateException e)
        {
            // Callers see what they would with one thread.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
