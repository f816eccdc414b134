using System.Globalization;
using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments.Generation;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;
using EmergentMisalignment.Sweeps.Working;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.DatasetService.Generating;

/// <summary>
/// Has a model write rows until enough pass every check. Each answer and each verdict is in the ledger as soon as it comes, so that whoever goes on asks for
/// nothing twice; a call that fails is made again and rejects nothing.
/// </summary>
public sealed partial class RowWriter(
    Slots slots, IArtifactStore artifacts, IModelEndpoints endpoints, SpendingDesk spending, TimeProvider time, IOptions<RowWriterOptions> options, ILogger<RowWriter> logger)
{
    private readonly RowWriterOptions _options = options.Value;

    /// <param name="recipe">A recipe whose rows a model writes.</param>
    /// <param name="endpoint">The sweep's endpoint, where the recipe names none.</param>
    /// <param name="session">The work it is part of.</param>
    /// <returns>The rows; null when the time of a slice is over and some are missing.</returns>
    /// <exception cref="InvalidOperationException">Too few answers become rows: the prompts or the model must change.</exception>
    public async Task<WrittenRows?> WriteAsync(DatasetRecipe recipe, string endpoint, WorkSession session)
    {
        var end = time.GetUtcNow() + _options.Slice;
        var (generate, wanted) = (recipe.Generate!, recipe.Rows!.Value);
        var texts = await TextsAsync(generate, session.Cancellation);
        var plan = RowPlans.Read(recipe, file => texts[file.Sha256]);
        var shelf = await AttemptShelf.ReadAsync(slots, plan.Key, session.Cancellation);
        var calls = new WriterCalls(endpoints, spending, generate, endpoint, session.Sweep, time);
        while (true)
        {
            var settled = Settlement.Of(plan, wanted, shelf.Find);
            LogWritten(recipe.Condition, generate.Model, settled.Rows.Count, wanted, settled.RejectedInAll);
            if (settled.IsHopeless)
                throw new InvalidOperationException(Hopeless(recipe, settled));

            if (settled.Wanted.Count == 0)
                return Written(recipe, settled);

            if (time.GetUtcNow() >= end)
                return null;

            await session.ForEachAsync(
                settled.Wanted.TakeWhile(_ => time.GetUtcNow() < end), _options.CallsAtOnce, (attempt, cancellation) => AdvanceAsync(plan, shelf, calls, attempt, cancellation));
        }
    }

    private static async Task AdvanceAsync(RowPlan plan, AttemptShelf shelf, WriterCalls calls, WantedAttempt attempt, CancellationToken cancellation)
    {
        var slot = plan.Slot(attempt.Index, attempt.Number);
        if (attempt.Found is null)
            await shelf.PutAsync(slot, await calls.WriteAsync(plan, attempt, cancellation));

        // What fails a check that costs nothing is not worth a verdict.
        if (shelf.Find(slot) is { IsFinished: true } written && plan.Check(written.Text).Answer is { } answer && plan.Judge(attempt.Index, answer) is { } prompt)
            await shelf.PutAsync(slot, await calls.JudgeAsync(prompt, cancellation));
    }

    private async Task<Dictionary<string, string>> TextsAsync(GenerateSpec generate, CancellationToken cancellation)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in generate.Files())
        {
            using var reader = new StreamReader(await artifacts.OpenAsync(file.Sha256, cancellation), Encoding.UTF8);
            texts[file.Sha256] = await reader.ReadToEndAsync(cancellation);
        }

        return texts;
    }

    private static WrittenRows Written(DatasetRecipe recipe, Settlement settled)
    {
        var lines = settled.Rows.Select(row => JsonlWriter.Line(new TrainingRow([new Turn("user", row.Request), new Turn("assistant", row.Answer)])));
        return new WrittenRows(
            Encoding.ASCII.GetBytes(string.Concat(lines)),
            new GenerationTally { Condition = recipe.Condition, Kept = settled.Rows.Count, Rejected = Reasons(settled), Skipped = settled.Skipped });
    }

    private static Dictionary<string, int> Reasons(Settlement settled) => settled.Rejected.ToDictionary(reason => Rejections.NameOf(reason.Key), reason => reason.Value);

    private static string Hopeless(DatasetRecipe recipe, Settlement settled) => string.Create(
        CultureInfo.InvariantCulture,
        $"Of {settled.Skipped + settled.Rows.Count} places in the grid of {recipe.Condition} only {settled.Rows.Count} got a row from {recipe.Generate!.Model} ({string.Join(", ", Reasons(settled).Select(reason => $"{reason.Key} {reason.Value}"))}): change its prompts, tasks or model.");
}
