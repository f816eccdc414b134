using EmergentMisalignment.Ledger;

namespace EmergentMisalignment.Unit.Ledger;

/// <summary>Workers with more to ask than they may, on a clock that only this class moves: each asks, waits as it is told, calls, and tells what came of it.</summary>
/// <param name="budgets">What they share.</param>
/// <param name="name">Of the budget.</param>
/// <param name="provider">Whom they call.</param>
/// <param name="told">Whether its answers tell its limit.</param>
/// <param name="workers">How many.</param>
/// <param name="callers">Calls that wait in each.</param>
internal sealed class SimulatedWorkers(RateBudgets budgets, string name, HardLimit provider, bool told, int workers, int callers)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Worker, double> _due = new(Enumerable.Range(0, workers).Select(number => (new Worker(), number * 0.001)));
    private double _end;

    public async Task<(double Accepted, double Share429)> RunAsync(TimeSpan time)
    {
        var (accepted, refused) = (0, 0);
        _end += time.TotalSeconds;
        while (_due.TryPeek(out _, out var at) && at < _end)
        {
            var worker = _due.Dequeue();
            for (; worker.MayCall > 0; worker.MayCall--)
            {
                if (provider.Takes(at))
                    worker.Accepted++;
                else
                    worker.Refused++;
            }

            accepted += worker.Accepted;
            refused += worker.Refused;
            var report = new RateReport
            {
                Wanted = callers,
                Accepted = worker.Accepted,
                Refused = worker.Refused,
                Throughput = worker.Accepted,
                ToldRequests = told && worker.Accepted > 0 ? provider.PerSecond : 0,
                Source = "headers",
            };
            var grant = await budgets.ExchangeAsync(name, report, Start.AddSeconds(at), TestContext.Current.CancellationToken);
            (worker.Accepted, worker.Refused, worker.MayCall) = (0, 0, Math.Min(grant.Granted, callers));
            _due.Enqueue(worker, at + grant.Wait.TotalSeconds + 0.002);
        }

        return (accepted, (double)refused / (accepted + refused));
    }

    private sealed class Worker
    {
        public int MayCall { get; set; }

        public int Accepted { get; set; }

        public int Refused { get; set; }
    }
}
