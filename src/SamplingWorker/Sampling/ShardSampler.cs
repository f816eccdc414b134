using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.SamplingWorker.Engines;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>Samples what is missing of a shard. Each call's answers are in the ledger as soon as they come, so a kill costs the calls in flight.</summary>
public sealed class ShardSampler(
    Documents documents, Slots slots, LostModels lost, IModelEndpoints endpoints, SpendingDesk spending, SamplingInstruments instruments, IOptions<SamplingWorkerOptions> options,
    TimeProvider time, EngineDesk? engine = null)
{
    public async Task SampleAsync(SampleShard shard, WorkSession session)
    {
        var cancellation = session.Cancellation;
        var missing = await slots.MissingAsync(LedgerKeys.Answers(shard.Cell), shard.Start, shard.Count, cancellation);
        if (missing.Count == 0)
            return;

        var question = await CellQuestion.ReadAsync(documents, shard.Cell, cancellation);
        var endpoint = endpoints.Get(question.Cell.Endpoint);
        var calls = SampleSeeds.Calls(shard.Cell, question.Cell.Paraphrases.Count, missing, endpoint.Options.MaxN);
        var payer = new Payer(shard.Sweep, SpendingStage.Answers, question.Cell.FineTuneOf);
        using var seat = await SitDownAsync(question.Cell, session);
        await session.ForEachAsync(calls, options.Value.CallsPerShard, async (call, token) =>
        {
            var asked = question.Ask(call);
            var result = seat is null
                ? await AskAsync(endpoint, question.Cell, asked, payer, token)
                : await seat.CallAsync(given => spending.CompleteAsync(endpoint, asked, payer, given), token);
            var answers = CellQuestion.Pack(call, result, time.GetUtcNow());

            // The answers are paid for: they are recorded even when the time to stop has come.
            var outcome = await slots.RecordAsync(LedgerKeys.Answers(shard.Cell), answers, CancellationToken.None);
            instruments.CountAnswers(outcome, result);
        });
    }

    /// <summary>A place at the engine beside this worker, for a cell that it is to answer: whoever is asked to stop while waiting for one leaves the shard to another.</summary>
    private async Task<EngineSeat?> SitDownAsync(CellRecord cell, WorkSession session)
    {
        if (engine is null || !engine.Answers(cell))
        {
            return cell.Adapter is null ? null : throw new InputException(
                $"Model {cell.ProviderModel} is an adapter, and this worker loads none at endpoint {cell.Endpoint}: set Engine:Endpoint to it, beside the engine.",
                file: null, line: null, key: $"{EngineOptions.Section}:{nameof(EngineOptions.Endpoint)}");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(session.Cancellation, session.Draining);
        return await engine.SitDownAsync(cell, stop.Token);
    }

    /// <summary>Providers delete fine-tuned models, by their owner's hand or when their base retires: then there is no use in asking on, and the sweep must hear of it.</summary>
    private async Task<ChatResult> AskAsync(IModelEndpoint endpoint, CellRecord cell, ChatCall call, Payer payer, CancellationToken cancellation)
    {
        try
        {
            return await spending.CompleteAsync(endpoint, call, payer, cancellation);
        }
        catch (ModelCallException exception) when (exception.ErrorCode is "DeploymentNotFound")
        {
            throw new NotDeployedException(endpoint.Name, call.Model, exception);
        }
        catch (ModelCallException exception) when (exception.Failure is ModelFailure.NotFound && cell.Model is not null)
        {
            await lost.RecordAsync(endpoint, cell.Model, cell.ProviderModel, cancellation);
            throw new MootException(exception.Message, exception);
        }
    }
}
