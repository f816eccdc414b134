using System.Diagnostics;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>
/// Reads many inputs on all cores. Each must be read, or refused in one sentence, within a time; the caller watches, so that an input that hangs its reader ends
/// the run and is named.
/// </summary>
internal sealed class FuzzRun(InputFormat format, int count, Func<int, byte[]> input)
{
    /// <summary>Far more than the slowest takes, since others use the machine as well.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Desk[] _desks = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Desk())];
    private int _next = -1;
    private int _read;
    private int _refused;
    private string? _failure;

    public FuzzTally Run()
    {
        var workers = _desks.Select(desk => new Thread(() => Work(desk)) { IsBackground = true }).ToList();
        workers.ForEach(worker => worker.Start());
        while (_failure is null && workers.Exists(worker => !worker.Join(TimeSpan.FromMilliseconds(50))))
        {
            if (Array.Find(_desks, desk => desk.Busy > Limit) is { } stuck) Fail(stuck.Number, $"is still being read after {Limit.TotalSeconds} s");
        }

        return new FuzzTally(_read, _refused, _desks.MaxBy(desk => desk.Slowest.Time)!.Slowest, _failure);
    }

    private void Work(Desk desk)
    {
        for (int number; _failure is null && (number = Interlocked.Increment(ref _next)) < count;)
        {
            var content = input(number);
            desk.Begin(number);
            try
            {
                format.Read(content);
                Interlocked.Increment(ref _read);
            }
            catch (InputException refusal)
            {
                Interlocked.Increment(ref _refused);
                if (!IsSentence(refusal)) Fail(number, $"is refused with '{refusal.Message}'");
            }
#pragma warning disable CA1031 // Whatever else comes out of a reader is what is looked for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(number, $"brings out {exception}");
            }

            desk.End();
        }
    }

    /// <summary>A sweep may name any file, which then is the one at fault.</summary>
    private bool IsSentence(InputException refusal) =>
        refusal.Message is var message && message.StartsWith(Shown.OnOneLine(refusal.File ?? format.File), StringComparison.Ordinal) && message.EndsWith('.') && !message.Any(char.IsControl) && message.Length < 1500;

    private void Fail(int number, string what) => Interlocked.CompareExchange(ref _failure, $"{format.Name} number {number} {what}\nas base64: {Convert.ToBase64String(input(number))}", null);

    /// <summary>What one thread is at.</summary>
    private sealed class Desk
    {
        private long _since;

        public int Number { get; private set; }

        public (int Number, TimeSpan Time) Slowest { get; private set; }

        public TimeSpan Busy => Volatile.Read(ref _since) is var since and > 0 ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

        public void Begin(int number)
        {
            Number = number;
            Volatile.Write(ref _since, Stopwatch.GetTimestamp());
        }

        public void End()
        {
            Slowest = Busy > Slowest.Time ? (Number, Busy) : Slowest;
            Volatile.Write(ref _since, 0);
        }
    }
}
