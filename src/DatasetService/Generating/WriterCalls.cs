using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.DatasetService.Generating;

/// <summary>The calls that make a row: one to the writer, one to the judge of flaws.</summary>
/// <param name="endpoints">Where models are.</param>
/// <param name="spending">Where they are paid.</param>
/// <param name="generate">Which of them, and how they are asked.</param>
/// <param name="endpoint">The sweep's endpoint, where others are not named.</param>
/// <param name="sweep">The sweep that pays.</param>
/// <param name="time">When a call was made.</param>
internal sealed class WriterCalls(IModelEndpoints endpoints, SpendingDesk spending, GenerateSpec generate, string endpoint, string sweep, TimeProvider time)
{
    /// <summary>Enough for a word with its marks, where the word itself is read.</summary>
    private const int WordTokens = 8;

    private readonly Payer _payer = new(sweep, SpendingStage.Datasets);

    public async Task<AttemptRecord> WriteAsync(RowPlan plan, WantedAttempt attempt, CancellationToken cancellation)
    {
        IReadOnlyList<ChatMessage> system = plan.System is { } text ? [new ChatMessage("system", text)] : [];
        var result = await spending.CompleteAsync(
            endpoints.Get(generate.Endpoint ?? endpoint),
            new ChatCall
            {
                Model = generate.Model,
                Messages = [.. system, new ChatMessage("user", plan.Ask(attempt.Index))],
                Seed = plan.Seed(attempt.Index, attempt.Number),
                Temperature = generate.Temperature,
                MaxTokens = generate.MaxTokens,
            },
            _payer,
            cancellation);
        var choice = result.Choices[0];
        return new AttemptRecord
        {
            Text = choice.Refusal ?? choice.Text,
            FinishReason = choice.FinishReason,
            IsRefusal = choice.Refusal is not null,
            CompletionTokens = choice.Tokens ?? result.CompletionTokens,
            At = time.GetUtcNow(),
        };
    }

    public async Task<FlawRecord> JudgeAsync(string prompt, CancellationToken cancellation)
    {
        var judge = generate.Judge!;
        var byWord = judge.TopLogProbs == 0;
        var result = await spending.CompleteAsync(
            endpoints.Get(judge.Endpoint ?? generate.Endpoint ?? endpoint),
            new ChatCall
            {
                Model = judge.Model,
                Messages = [new ChatMessage("user", prompt)],
                Seed = JudgeProtocol.Seed,
                Temperature = JudgeProtocol.Temperature,
                MaxTokens = byWord ? WordTokens : 1,
                TopLogProbs = judge.TopLogProbs,
            },
            _payer,
            cancellation);
        var choice = result.Choices[0];
        return new FlawRecord { HasFlaw = byWord ? FlawVerdict.FromText(choice.Text) : FlawVerdict.FromLogProbs(choice.FirstTokenTop ?? []), Text = choice.Text, At = time.GetUtcNow() };
    }
}
