using System.Globalization;
using System.Runtime.CompilerServices;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker.Sampling;
using EmergentMisalignment.Sweeps.Batching;

namespace EmergentMisalignment.SamplingWorker.Batching;

/// <summary>Answers by batch. A request's name is <c>CELL.FIRSTxN</c>: n samples of a wording, from an index on.</summary>
public sealed class AnswerBatch(Documents documents, Slots slots, IModelEndpoints endpoints, SamplingInstruments instruments, TimeProvider time) : IBatchWork
{
    public async IAsyncEnumerable<BatchCall> CallsAsync(BatchRecord batch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var maxN = endpoints.Get(batch.Endpoint).Options.MaxN;
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var shard in batch.Shards)
        {
            var missing = await slots.MissingAsync(LedgerKeys.Answers(shard.Cell), shard.Start, shard.Count, cancellation);
            if (missing.Count == 0)
                continue;

            var question = await CellQuestion.ReadAsync(documents, shard.Cell, cancellation);
            foreach (var call in SampleSeeds.Calls(shard.Cell, question.Cell.Paraphrases.Count, missing, maxN))
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{shard.Cell}.{call.Indices[0]}x{call.Indices.Count}");
                if (asked.Add(id))
                    yield return new BatchCall(id, question.Ask(call), shard);
            }
        }
    }

    public async Task<IBatchHarvest> HarvestAsync(BatchRecord batch, CancellationToken cancellation)
    {
        var questions = new Dictionary<string, CellQuestion>(StringComparer.Ordinal);
        foreach (var cell in batch.Shards.Select(shard => shard.Cell).Distinct())
            questions[cell] = await CellQuestion.ReadAsync(documents, cell, cancellation);
        return new Harvest(slots, instruments, time, batch, questions);
    }

    private sealed class Harvest(Slots slots, SamplingInstruments instruments, TimeProvider time, BatchRecord batch, Dictionary<string, CellQuestion> questions) : IBatchHarvest
    {
        private readonly ILookup<string, BatchShard> _shards = batch.Shards.ToLookup(shard => shard.Cell);

        public (ChatCall Call, BatchShard Shard)? Find(string id) =>
            Parse(id) is var (cell, call) && _shards[cell].FirstOrDefault(shard => call.Indices[0] >= shard.Start && call.Indices[0] < shard.Start + shard.Count) is { } shard
                ? (questions[cell].Ask(call) with { Messages = [] }, shard)
                : null;

        public async Task KeepAsync(string id, ChatResult result, CancellationToken cancellation)
        {
            var (cell, call) = Parse(id)!.Value;
            var outcome = await slots.RecordAsync(LedgerKeys.Answers(cell), CellQuestion.Pack(call, result, time.GetUtcNow()), cancellation);
            instruments.CountAnswers(outcome, result);
        }

        public Task CompleteAsync(CancellationToken cancellation) => Task.CompletedTask;

        private (string Cell, SampleCall Call)? Parse(string id)
        {
            if (id.Split('.', 'x') is not [var cell, var first, var count] || !questions.TryGetValue(cell, out var question)
                || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
            {
                return null;
            }

            // The samples of one request are the next ones of the same wording.
            var wordings = question.Cell.Paraphrases.Count;
            var wording = SampleSeeds.Paraphrase(cell, wordings, start);
            var indices = Enumerable.Range(start, int.MaxValue - start).Where(index => SampleSeeds.Paraphrase(cell, wordings, index) == wording).Take(n).ToList();
            return (cell, SampleSeeds.Calls(cell, wordings, indices, n).Single());
        }
    }
}
