using System.Diagnostics;
using System.Text.Json;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>Samples what is missing of a shard. Each call's answers are in the ledger as soon as they come, so a kill costs the calls in flight.</summary>
public sealed class ShardSampler(
    Documents documents, Slots slots, LostModels lost, IModelEndpoints endpoints, SamplingInstruments instruments, IOptions<SamplingWorkerOptions> options, TimeProvider time)
{
    public async Task SampleAsync(SampleShard shard, WorkSession session)
    {
        var cancellation = session.Cancellation;
        var missing = await slots.MissingAsync(LedgerKeys.Answers(shard.Cell), shard.Start, shard.Count, cancellation);
        if (missing.Count == 0)
            return;

        var cell = await documents.GetAsync(LedgerKeys.Cell(shard.Cell), LedgerJson.Default.CellRecord, cancellation)
            ?? throw new InvalidOperationException($"Cell {shard.Cell} is not in the ledger: submit the sweep again.");
        var shots = await ShotsAsync(cell, cancellation);
        var endpoint = endpoints.Get(cell.Endpoint);
        var calls = SampleSeeds.Calls(shard.Cell, cell.Paraphrases.Count, missing, endpoint.Options.MaxN);
        await session.ForEachAsync(calls, options.Value.CallsPerShard, async (call, token) =>
        {
            var result = await AskAsync(endpoint, cell, Ask(cell, shots, call), token);
            var answers = result.Choices.Select((choice, ordinal) => new SlotWrite(call.Indices[ordinal], Pack(call, ordinal, choice, result))).ToList();

            // The answers are paid for: they are recorded even when the time to stop has come.
            var outcome = await slots.RecordAsync(LedgerKeys.Answers(shard.Cell), answers, CancellationToken.None);
            instruments.CountAnswers(outcome, result);
        });
    }

    /// <summary>Providers delete fine-tuned models, by their owner's hand or when their base retires: then there is no use in asking on, and the sweep must hear of it.</summary>
    private async Task<ChatResult> AskAsync(IModelEndpoint endpoint, CellRecord cell, ChatCall call, CancellationToken cancellation)
    {
        try
        {
            return await endpoint.CompleteAsync(call, cancellation);
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

    private async Task<IReadOnlyList<ChatMessage>> ShotsAsync(CellRecord cell, CancellationToken cancellation)
    {
        if (cell.Shots is not { } dataset)
            return [];

        var shots = await documents.GetAsync(LedgerKeys.Shots(dataset), LedgerJson.Default.ShotsRecord, cancellation)
            ?? throw new InvalidOperationException($"The examples of dataset {dataset} are not in the ledger: submit the sweep again.");
        return [.. shots.Turns.Select(turn => new ChatMessage(turn.Role, turn.Content))];
    }

    private static ChatCall Ask(CellRecord cell, IReadOnlyList<ChatMessage> shots, SampleCall call) => new()
    {
        Model = cell.ProviderModel,
        Messages = [.. cell.System is { } system ? [new ChatMessage("system", system)] : (IEnumerable<ChatMessage>)[], .. shots, new ChatMessage("user", cell.Paraphrases[call.Paraphrase])],
        N = call.Indices.Count,
        Seed = call.Seed,
        Temperature = cell.Sampling.Temperature,
        TopP = cell.Sampling.TopP,
        MaxTokens = cell.Sampling.MaxTokens,
        TopLogProbs = cell.TopLogProbs,
    };

    private byte[] Pack(SampleCall call, int ordinal, ChatChoice choice, ChatResult result) => JsonSerializer.SerializeToUtf8Bytes(
        new AnswerRecord
        {
            Paraphrase = call.Paraphrase,
            Seed = call.Seed + ordinal,
            Text = choice.Refusal ?? choice.Text,
            FinishReason = choice.FinishReason,
            PromptTokens = result.PromptTokens,
            CompletionTokens = choice.Tokens ?? result.CompletionTokens / result.Choices.Count,
            TraceId = Activity.Current?.TraceId.ToString(),
            FirstToken = choice.FirstTokenTop?.Probabilities(),
            At = time.GetUtcNow(),
        },
        LedgerJson.Default.AnswerRecord);
}
