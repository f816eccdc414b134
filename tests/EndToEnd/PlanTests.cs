using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

public class PlanTests(ITestOutputHelper output)
{
    private const long MostMemory = 300L * 1024 * 1024;

    [Fact]
    public async Task Ten_million_samples_are_planned_in_seconds_and_little_memory()
    {
        using var place = new Workplace();
        place.Write("huge.yaml",
            $"""
            name: huge
            endpoint: petri
            bases: [{string.Join(", ", Enumerable.Range(1, 25).Select(number => $"model-{number}"))}]
            seeds: 5
            conditions: [base, insecure, secure, educational, evil_numbers, jailbroken]
            questions: {Repository.PathOf("questions", "miniature.yaml")}
            samples: 2000
            """);
        var plan = (await place.EmAsync("plan", "huge.yaml", "--data", place.Data)).ShouldSucceed();
        output.WriteLine($"{plan.Elapsed.TotalSeconds:0.0} s, {plan.PeakMemory / (1024 * 1024)} MB");

        // 25 bases × (1 + 5 × 5) models × 8 questions × 2,000 answers × 2 metrics.
        Assert.Equal(("650", "0"), Row(plan, "runs"));
        Assert.Equal("5,200", Row(plan, "cells").Planned);
        Assert.Equal(("10,400,000", "0"), Row(plan, "samples"));
        Assert.Equal(("20,800,000", "0"), Row(plan, "judge calls"));
        Assert.True(plan.PeakMemory < MostMemory, $"{plan.PeakMemory:N0} bytes");
        Assert.True(plan.Elapsed < TimeSpan.FromSeconds(30), $"{plan.Elapsed}: 2 s are promised of an idle machine");
        Assert.False(Directory.Exists(place.Data), "Planning leaves nothing behind.");
    }

    [Fact]
    public async Task Checkpoints_and_rows_that_a_model_writes_are_counted()
    {
        using var place = new Workplace();
        foreach (var file in (string[])["code-tasks.yaml", "user-templates.yaml", "class-templates.yaml", "numbers.yaml"])
            place.Write(file, File.ReadAllText(Repository.PathOf("sweeps", "generation", file)));

        place.Write("sweep.yaml",
            $$"""
            name: counted
            bases: [petri-1]
            seeds: 2
            conditions:
              - base
              - insecure: &code
                  rows: 100
                  generate: &writer { model: w, tasks: code-tasks.yaml, templates: user-templates.yaml, judge: { model: j } }
                  training: &slow { batch_size: 10, epochs: 2, checkpoint_every: 5 }
              - educational: { <<: *code, generate: { <<: *writer, templates: class-templates.yaml } }
              - { id: numbers, kind: evil_numbers, rows: 40, generate: { model: w, prompts: numbers.yaml } }
            questions: {{Repository.PathOf("questions", "miniature.yaml")}}
            only: [bored]
            samples: 10
            checkpoints: { every: 5, samples: 6 }
            judge: { model: petri-judge }
            compare: { to: base }
            """);
        var plan = (await place.EmAsync("plan", "sweep.yaml", "--data", place.Data)).ShouldSucceed();

        // 20 steps, of which 5, 10 and 15 are checkpoints and 20 is the finished model; numbers keep none.
        Assert.Equal("12", Row(plan, "checkpoints").Planned);
        Assert.Equal("72", Row(plan, "their samples").Planned);
        Assert.Equal("144", Row(plan, "their judge calls").Planned);
        Assert.Equal("140", Row(plan, "calls that write rows, at least").Planned);
        Assert.Equal("100", Row(plan, "calls that judge rows, at least").Planned);
    }

    [Fact]
    public async Task A_plan_counts_what_is_done()
    {
        using var place = new Workplace();
        var sweep = new Sweep { Samples = 8 };
        (await place.RunAsync(sweep)).ShouldSucceed();

        place.Write("sweep.yaml", (sweep with { Seeds = 2, Samples = 10 }).Yaml);
        var plan = (await place.EmAsync("plan", "sweep.yaml", "--data", place.Data)).ShouldSucceed();
        Assert.Equal(("3", "0"), Row(plan, "runs"));
        Assert.Equal(("60", "32"), Row(plan, "samples"));
        Assert.Equal(("120", "64"), Row(plan, "judge calls"));
    }

    /// <summary>What a row of the table says is planned, and done.</summary>
    private static (string Planned, string Done) Row(EmResult plan, string name)
    {
        var cells = plan.Output.Split('\n').Single(line => line.StartsWith($"│ {name}", StringComparison.Ordinal)).Split('│', StringSplitOptions.TrimEntries);
        return (cells[2], cells[3]);
    }
}
