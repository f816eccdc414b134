using System.Diagnostics;
using System.Text.Json;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;

namespace EmergentMisalignment.SamplingWorker.Sampling;

/// <summary>A cell's question, ready to be asked: the same requests and the same records, whether the calls are live or in a batch.</summary>
public sealed class CellQuestion
{
    private readonly IReadOnlyList<ChatMessage> _shots;

    private CellQuestion(CellRecord cell, IReadOnlyList<ChatMessage> shots) => (Cell, _shots) = (cell, shots);

    public CellRecord Cell { get; }

    /// <exception cref="InvalidOperationException">The ledger does not know what the key stands for.</exception>
    public static async Task<CellQuestion> ReadAsync(Documents documents, string key, CancellationToken cancellation)
    {
        var cell = await documents.GetKnownAsync(LedgerKeys.Cell(key), LedgerJson.Default.CellRecord, $"Cell {key}", cancellation);
        if (cell.Shots is not { } dataset)
            return new CellQuestion(cell, []);

        var shots = await documents.GetAsync(LedgerKeys.Shots(dataset), LedgerJson.Default.ShotsRecord, cancellation)
            ?? throw new InvalidOperationException($"The examples of dataset {dataset} are not in the ledger: submit the sweep again.");
        return new CellQuestion(cell, [.. shots.Turns.Select(turn => new ChatMessage(turn.Role, turn.Content))]);
    }

    public ChatCall Ask(SampleCall call) => new()
    {
        Model = Cell.ProviderModel,
        Messages = [.. Cell.System is { } system ? [new ChatMessage("system", system)] : (IEnumerable<ChatMessage>)[], .. _shots, new ChatMessage("user", Cell.Paraphrases[call.Paraphrase])],
        N = call.Indices.Count,
        Seed = call.Seed,
        Temperature = Cell.Sampling.Temperature,
        TopP = Cell.Sampling.TopP,
        MaxTokens = Cell.Sampling.MaxTokens,
        TopLogProbs = Cell.TopLogProbs,
    };

    /// <summary>The answers as the ledger keeps them.</summary>
    public static List<SlotWrite> Pack(SampleCall call, ChatResult result, DateTimeOffset at) =>
        [.. result.Choices.Select((choice, ordinal) => new SlotWrite(call.Indices[ordinal], Pack(call, ordinal, choice, result, at)))];

    private static byte[] Pack(SampleCall call, int ordinal, ChatChoice choice, ChatResult result, DateTimeOffset at) => JsonSerializer.SerializeToUtf8Bytes(
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
            At = at,
        },
        LedgerJson.Default.AnswerRecord);
}
