using System.Collections.Concurrent;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Harness;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>
/// What a script would do: sample everything, then judge everything, with the pipelines' own client and number of calls in flight, but no queue, no ledger and nothing
/// kept. The other pipelines make the same calls, and are measured by it.
/// </summary>
internal sealed class BareLoop : IPipeline
{
    public const string Title = "bare loop";

    private readonly ServerProcess _petri;
    private readonly ServiceProvider _services;
    private readonly IModelEndpoint _endpoint;

    public BareLoop(ServiceProcess petri)
    {
        _petri = petri.Process;
        var settings = Settings.Endpoint(petri.Address, Settings.Limit).ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value);
        _services = new ServiceCollection().AddModelEndpoints(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        _endpoint = _services.GetRequiredService<IModelEndpoints>().Get("petri");
    }

    public async Task<RunFigures> RunAsync(Load load, CancellationToken cancellation)
    {
        var answers = new ConcurrentBag<(PlannedCell Cell, string Question, string Answer)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Settings.Limit, CancellationToken = cancellation };
        var meter = RunMeter.Start(ownProcess: true, _petri);
        await Parallel.ForEachAsync(load.Calls, parallel, async (asked, token) =>
        {
            var question = asked.Cell.Prompt(asked.Call.Paraphrase);
            foreach (var choice in (await SampleAsync(asked.Cell, asked.Call, question, token)).Choices)
                answers.Add((asked.Cell, question, choice.Text));
        });
        await Parallel.ForEachAsync(answers, parallel, async (answered, token) =>
        {
            foreach (var prompt in answered.Cell.Question.JudgePrompts.Values)
                await JudgeAsync(answered.Cell, Template.Fill(prompt, answered.Question, answered.Answer), token);
        });
        return meter.Stop(Title, load);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Task<ChatResult> SampleAsync(PlannedCell cell, SampleCall call, string question, CancellationToken cancellation) => _endpoint.CompleteAsync(
        new ChatCall
        {
            Model = cell.Model,
            Messages = [new ChatMessage("user", question)],
            N = call.Indices.Count,
            Seed = call.Seed,
            Temperature = cell.Sampling.Temperature,
            TopP = cell.Sampling.TopP,
            MaxTokens = cell.Sampling.MaxTokens,
        },
        cancellation);

    private async Task<double?> JudgeAsync(PlannedCell cell, string prompt, CancellationToken cancellation)
    {
        var result = await _endpoint.CompleteAsync(
            new ChatCall
            {
                Model = cell.JudgeModel,
                Messages = [new ChatMessage("user", prompt)],
                Seed = JudgeProtocol.Seed,
                Temperature = JudgeProtocol.Temperature,
                MaxTokens = JudgeProtocol.MaxTokens(JudgementKind.Score, isSampled: false),
                TopLogProbs = cell.TopLogProbs,
            },
            cancellation);
        return JudgeScore.FromLogProbs(result.Choices[0].FirstTokenTop!);
    }
}
