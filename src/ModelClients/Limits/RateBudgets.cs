using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace EmergentMisalignment.ModelClients.Limits;

/// <summary>The budgets of an endpoint, by model. A fine-tuned model has its base's (OpenAI gives the two one limit), so many adapters are one budget.</summary>
internal sealed class RateBudgets(EndpointOptions options, ISharedBudgets? shared, ModelClientInstruments instruments, ILoggerFactory loggers, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, RateBudget> _byModel = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RateBudget> _byBase = new(StringComparer.Ordinal);

    public RateBudget For(string model) => _byModel.GetOrAdd(model, static (name, all) => all.ForBase(BaseOf(name)), this);

    /// <summary>The tightest limit known among them, for people; null while none is.</summary>
    public string? Describe() => _byBase.Values
        .Select(budget => budget.Standing)
        .Where(standing => standing?.RequestsPerSecond is not null)
        .MinBy(standing => standing!.RequestsPerSecond) is { } tightest
            ? string.Create(CultureInfo.InvariantCulture, $"all processes together are limited to {tightest.RequestsPerSecond * 60:0.#} requests/min by its {tightest.Source}")
            : null;

    private RateBudget ForBase(string model) =>
        _byBase.GetOrAdd(model, static (name, all) => all.Create(name), this);

    private RateBudget Create(string model) => new(options, model, shared, instruments, loggers.CreateLogger<RateBudget>(), clock);

    /// <summary><c>ft:BASE:organisation:suffix:id</c> is OpenAI's form, and PetriDish's.</summary>
    private static string BaseOf(string model) => model.Split(':') is ["ft", { Length: > 0 } name, ..] ? name : model;
}
