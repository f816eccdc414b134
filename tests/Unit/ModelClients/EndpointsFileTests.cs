using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class EndpointsFileTests : IDisposable
{
    private const string KeyVariable = "EMFILE_Endpoints__lab__MaxN";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public void Endpoints_stand_in_a_file_each_with_its_settings()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "openai.key"), "sk-from-file\n");
        var endpoints = Read("""
            openai: { kind: openai, api_key_file: openai.key }
            lab:
              kind: compatible
              url: http://127.0.0.1:8000
              max_n: 8
              timeout: 00:10:00
              capabilities: { log_probs: true, top_log_probs: 5, fine_tuning: false }
            """);

        Assert.Equal(["lab", "openai"], endpoints.Names.Order());
        Assert.Equal(("sk-from-file", "https://api.openai.com/v1"), (endpoints.Get("openai").Options.ApiKey, endpoints.Get("openai").Options.Url.ToString()));
        var lab = endpoints.Get("lab").Options;
        Assert.Equal((EndpointKind.Compatible, 8, TimeSpan.FromMinutes(10)), (lab.Kind, lab.MaxN, lab.Timeout));
        Assert.Equal(new EndpointCapabilities { LogProbs = true, TopLogProbs = 5, FineTuning = false }, lab.Capabilities);
        Assert.Equal((false, true), (endpoints.Get("openai").Options.Capabilities.LoraLoading, endpoints.Get("openai").Options.Capabilities.FineTuning));
    }

    [Theory]
    [InlineData("lab:\n  knd: petri", "2: lab.knd is not a setting (did you mean 'kind'?): known are kind, url, api_key_file, ")]
    [InlineData("lab:\n  kind: petri\n  url: http://127.0.0.1:1\n  capabilities:\n    logprob: true", "5: lab.capabilities.logprob is not a setting (did you mean 'log_probs'?): known are log_probs, ")]
    [InlineData("lab:\n  kind: petri\n  url: http://127.0.0.1:1\n  capabilities: { n: perhaps }", "4: lab.capabilities.n is perhaps: use true or false.")]
    [InlineData("lab:\n  kind: claude", "2: lab.kind is claude, which is no kind of endpoint: use Petri, OpenAI, Azure, Compatible.")]
    [InlineData("lab:\n  kind: petri\n  url: http://127.0.0.1:1\n  max_n: 129", "4: lab.max_n is 129: use a whole number from 1 to 128.")]
    [InlineData("lab:\n  kind: petri\n  MaxN: 3", "3: lab.MaxN is not a setting: settings are in lower case with underscores, so perhaps max_n.")]
    [InlineData("lab: petri", "1: lab must be a map of an endpoint's settings, such as { kind: openai }.")]
    [InlineData("a:b: { kind: petri }", "1: a:b.kind is no name for an endpoint: ")]
    [InlineData("lab:\n  kind: petri\n  kind: openai", "3: kind is already given on line 2; keep one of the two.")]
    public void A_mistake_is_one_sentence_with_file_line_and_key(string text, string sentence)
    {
        var exception = Assert.Throws<InputException>(() => Read(text));

        Assert.StartsWith($"{Place}:{sentence}", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Place, exception.File);
    }

    [Theory]
    [InlineData("openai:\n  kind: openai\n  api_key: sk-planted")]
    [InlineData("openai:\n  kind: openai\n  apikey: sk-planted")]
    [InlineData("openai:\n  kind: openai\n  api_key: [sk-planted]")]
    [InlineData("openai:\n  kind: openai\n  api_key:\n    value: sk-planted")]
    public void A_key_in_the_file_is_refused_and_not_repeated(string text)
    {
        var exception = Assert.Throws<InputException>(() => Read(text));

        Assert.DoesNotContain("planted", exception.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"{Place}:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_about_a_key_says_where_it_belongs() => Assert.Equal(
        $"{Place}:3: openai.api_key holds a key, and this file is easily committed or shared: set the environment variable Endpoints__openai__ApiKey, "
        + "a user secret Endpoints:openai:ApiKey, or Endpoints:openai:ApiKeyFile (here api_key_file), and change the key if others have seen it.",
        Assert.Throws<InputException>(() => Read("openai:\n  kind: openai\n  api_key: sk-planted")).Message);

    [Fact]
    public void The_environment_has_the_last_word_and_is_then_what_a_sentence_names()
    {
        Environment.SetEnvironmentVariable(KeyVariable, "7");
        Assert.Equal(7, Read("lab: { kind: petri, url: 'http://127.0.0.1:1', max_n: 3 }").Get("lab").Options.MaxN);

        Environment.SetEnvironmentVariable(KeyVariable, "many");
        Assert.StartsWith("Endpoints:lab:MaxN is many", Assert.Throws<InputException>(() => Read("lab: { kind: petri, url: 'http://127.0.0.1:1', max_n: 3 }")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_takes_the_file_that_its_configuration_names_under_all_else_and_once()
    {
        File.WriteAllText(Place, "lab: { kind: petri, url: 'http://127.0.0.1:1', max_n: 3 }\nother: { kind: compatible, url: 'http://127.0.0.1:2' }");
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["EndpointsFile"] = Place, ["Endpoints:lab:MaxN"] = "5" });
        var services = new ServiceCollection().AddModelEndpoints(configuration).AddModelEndpoints(configuration);

        var endpoints = services.BuildServiceProvider().GetRequiredService<IModelEndpoints>();

        Assert.Equal(5, endpoints.Get("lab").Options.MaxN);
        Assert.Equal(2, endpoints.Names.Count);
        Assert.Single(configuration.Sources, source => source.GetType().Name == "EndpointsFileSource");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.StartsWith($"{Place}: cannot be read (FileNotFoundException)", Assert.Throws<InputException>(() => new ConfigurationBuilder().AddEndpointsFile(Place).Build()).Message, StringComparison.Ordinal);

    [Fact]
    public void It_is_found_beside_the_sweep()
    {
        File.WriteAllText(Place, "");

        Assert.Equal(Place, EndpointsFile.FindBeside(Path.Combine(_folder.FullName, "sweep.yaml")));
        Assert.Null(EndpointsFile.FindBeside(Path.Combine(_folder.FullName, "deeper", "sweep.yaml")));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        _folder.Delete(recursive: true);
    }

    private string Place => Path.Combine(_folder.FullName, EndpointsFile.Name);

    private IModelEndpoints Read(string text)
    {
        File.WriteAllText(Place, text);
        var configuration = new ConfigurationBuilder().AddEndpointsFile(Place).AddEnvironmentVariables("EMFILE_").Build();
        return new ServiceCollection().AddModelEndpoints(configuration).BuildServiceProvider().GetRequiredService<IModelEndpoints>();
    }
}
