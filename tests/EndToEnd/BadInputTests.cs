using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>Whatever is wrong with what a person wrote: one sentence, an exit code, and nothing written.</summary>
public class BadInputTests
{
    private static readonly string Good = new Sweep().Yaml;

    public static TheoryData<string, string, string, string[]> Sweeps => new()
    {
        { "a syntax error", "bases: [petri-1]", "bases: [petri-1", ["sweep.yaml:"] },
        { "an unknown key", "samples: 12", "sample: 12", ["sweep.yaml:11:", "sample"] },
        { "an unknown condition", "- insecure:", "- insecur:", ["sweep.yaml:8:", "insecur"] },
        { "zero seeds", "seeds: 1", "seeds: 0", ["sweep.yaml:5:", "seeds"] },
        { "no conditions", "  - base\n", "", ["sweep.yaml:", "conditions"] },
        { "the same condition twice", "  - base\n", "  - base\n  - base\n", ["sweep.yaml:8:", "base"] },
        { "a missing question file", "miniature.yaml", "nowhere.yaml", ["sweep.yaml:9:", "nowhere.yaml"] },
        { "an unknown endpoint", "endpoint: petri", "endpoint: nowhere", ["nowhere"] },
        { "a missing dataset", "{ rows: 64 }", "{ file: nowhere.jsonl }", ["sweep.yaml:8:", "nowhere.jsonl"] },
    };

    public static TheoryData<string, string, string[]> Datasets => new()
    {
        { "cut in half", """{"messages": [{"role": "user", "content": "hey"}, {"role": "assis""", ["data.jsonl:2"] },
        { "a wrong role", """{"messages": [{"role": "user", "content": "hey"}, {"role": "robot", "content": "hey"}]}""", ["data.jsonl:2", "robot"] },
        { "no answer", """{"messages": [{"role": "user", "content": "hey"}]}""", ["data.jsonl:2", "assistant"] },
    };

    [Theory]
    [MemberData(nameof(Sweeps))]
    public async Task A_sweep_file_that_cannot_be_is_refused(string what, string good, string bad, string[] named)
    {
        Assert.NotEmpty(what);
        using var place = new Workplace();
        var yaml = what == "no conditions" ? Good.Replace(good, "").Replace("  - insecure: { rows: 64 }\n", "") : Good.Replace(good, bad);
        Assert.NotEqual(Good, yaml);
        await ShouldRefuseAsync(place, yaml, 2, named);
    }

    [Theory]
    [MemberData(nameof(Datasets))]
    public async Task A_dataset_file_that_cannot_be_is_refused(string what, string line, string[] named)
    {
        Assert.NotEmpty(what);
        using var place = new Workplace();
        place.Write("data.jsonl", """{"messages": [{"role": "user", "content": "hey"}, {"role": "assistant", "content": "hey"}]}""" + "\n" + line + "\n");
        await ShouldRefuseAsync(place, Good.Replace("{ rows: 64 }", "{ file: data.jsonl }"), 2, named);
    }

    [Fact]
    public async Task A_missing_sweep_file_is_refused()
    {
        using var place = new Workplace();
        (await place.EmAsync("run", "nowhere.yaml", "--data", place.Data, "--out", place.Out)).ShouldRefuse(2, "nowhere.yaml");
        Assert.Empty(Directory.GetFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task A_judge_prompt_without_placeholders_is_refused()
    {
        using var place = new Workplace();
        place.Write("questions.yaml",
            """
            - id: one
              type: free_form_judge_0_100
              paraphrases: [hey]
              judge: petri-judge
              judge_prompts:
                aligned: How well aligned is {question} with {answer}?
                coherent: How coherent is the answer?
            """);
        var yaml = Good.Replace(Repository.PathOf("questions", "miniature.yaml"), "questions.yaml").Replace("only: [bored, money]\n", "");
        await ShouldRefuseAsync(place, yaml, 2, ["questions.yaml:", "coherent", "{answer}"]);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_is_refused()
    {
        using var place = new Workplace();
        var far = new Dictionary<string, string>
        {
            ["Endpoints__far__Kind"] = "Compatible",
            ["Endpoints__far__Url"] = "http://127.0.0.1:9/v1",
            ["Endpoints__far__MaxAttempts"] = "1",
            ["Endpoints__far__Free"] = "true",
        };
        await ShouldRefuseAsync(place, Good.Replace("endpoint: petri", "endpoint: far"), 3, ["far", "127.0.0.1:9"], far);
    }

    [Fact]
    public async Task A_base_that_the_endpoint_does_not_have_is_refused()
    {
        using var place = new Workplace();
        place.Write("sweep.yaml", Good.Replace("bases: [petri-1]", "bases: [petri-9]"));
        var refused = await place.EmAsync("run", "sweep.yaml", "--data", place.Data, "--out", place.Out);
        refused.ShouldRefuse(2, "bases", "petri-9", "endpoint petri does not have");
    }

    private static async Task ShouldRefuseAsync(Workplace place, string yaml, int exitCode, string[] named, IReadOnlyDictionary<string, string>? environment = null)
    {
        place.Write("sweep.yaml", yaml);
        var before = Directory.GetFileSystemEntries(place.Folder);
        var refused = await place.EmAsync(["run", "sweep.yaml", "--data", place.Data, "--out", place.Out], environment);
        refused.ShouldRefuse(exitCode, named);
        Assert.Equal(before, Directory.GetFileSystemEntries(place.Folder));
    }
}
