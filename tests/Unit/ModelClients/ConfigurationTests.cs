using EmergentMisalignment.Experiments;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Unit.BadData;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EmergentMisalignment.Unit.ModelClients;

public sealed class ConfigurationTests : IDisposable
{
    private const string KeyVariable = "EMTEST_Endpoints__x__ApiKey";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Theory]
    [InlineData("Kind", null, "Endpoints:x:Kind is missing: use Petri, OpenAI, Azure, Compatible")]
    [InlineData("Kind", "Claude", "Endpoints:x:Kind is Claude, which is no kind of endpoint: use Petri, OpenAI, Azure, Compatible")]
    [InlineData("Kind", "2", "Endpoints:x:Kind is 2, which is no kind of endpoint")]
    [InlineData("Url", null, "Endpoints:x:Url is missing")]
    [InlineData("Url", "127.0.0.1:80", "Endpoints:x:Url is no http or https address")]
    [InlineData("Url", "ftp://host", "Endpoints:x:Url is no http or https address")]
    [InlineData("Url", "https://user:pass@host", "Endpoints:x:Url holds a user name, a password or a query")]
    [InlineData("Url", "https://host/v1?key=1", "Endpoints:x:Url holds a user name, a password or a query")]
    [InlineData("Modle", "m", "Endpoints:x:Modle is not a setting: known are Kind, Url, ")]
    [InlineData("MaxConcurrency", "0", "Endpoints:x:MaxConcurrency is 0: use a whole number from 1 to 100000")]
    [InlineData("MaxConcurrency", "many", "Endpoints:x:MaxConcurrency is many")]
    [InlineData("MaxAttempts", "-1", "Endpoints:x:MaxAttempts is -1")]
    [InlineData("MaxN", "129", "Endpoints:x:MaxN is 129: use a whole number from 1 to 128")]
    [InlineData("Timeout", "100", "Endpoints:x:Timeout is 100: use hours:minutes:seconds, such as 00:01:40")]
    [InlineData("Timeout", "00:00:00", "Endpoints:x:Timeout is 00:00:00")]
    [InlineData("ApiKey", "two\nlines", "Endpoints:x:ApiKey holds no key")]
    public void A_mistake_is_one_sentence_that_names_the_setting(string key, string? value, string sentence)
    {
        var exception = Assert.Throws<InputException>(() => Read(Settings((key, value))));

        Assert.StartsWith(sentence, exception.Message, StringComparison.Ordinal);
        Sentence.Check(exception.Message);
        Assert.Equal($"Endpoints:x:{key}", exception.Key);
        Assert.DoesNotContain("pass", exception.Message.Replace("password", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_read_and_the_rest_has_defaults()
    {
        var options = Read(Settings(("MaxConcurrency", "256"), ("Timeout", "00:10:00"), ("MaxN", "1"))).Get("X").Options;

        Assert.Equal((256, TimeSpan.FromMinutes(10), 1, 6), (options.MaxConcurrency, options.Timeout, options.MaxN, options.MaxAttempts));
        Assert.Null(options.ApiKey);
    }

    [Theory]
    [InlineData("Petri", "http://127.0.0.1:5005", "http://127.0.0.1:5005/v1")]
    [InlineData("Compatible", "http://127.0.0.1:5005/", "http://127.0.0.1:5005/v1")]
    [InlineData("Compatible", "http://127.0.0.1:5005/api/v3", "http://127.0.0.1:5005/api/v3")]
    [InlineData("Azure", "https://me.openai.azure.com", "https://me.openai.azure.com/")]
    public void The_protocols_root_is_added_where_the_address_has_none(string kind, string given, string used) =>
        Assert.Equal(used, Read(Settings(("Kind", kind), ("Url", given))).Get("x").Options.Url.ToString());

    [Fact]
    public void OpenAI_needs_no_address_but_a_key()
    {
        var exception = Assert.Throws<InputException>(() => Read(Settings(("Kind", "OpenAI"), ("Url", null))));
        Assert.Equal(
            "Endpoints:x:ApiKey is missing: set the environment variable Endpoints__x__ApiKey, a user secret Endpoints:x:ApiKey, or Endpoints:x:ApiKeyFile.",
            exception.Message);

        var options = Read(Settings(("Kind", "OpenAI"), ("Url", null), ("ApiKey", "sk"))).Get("x").Options;
        Assert.Equal("https://api.openai.com/v1", options.Url.ToString());
    }

    [Theory]
    [InlineData("http://10.0.0.7:8000/v1", false)]
    [InlineData("http://models.example/v1", false)]
    [InlineData("https://models.example/v1", true)]
    [InlineData("http://localhost:8000/v1", true)]
    [InlineData("http://[::1]:8000/v1", true)]
    public void A_key_never_travels_in_the_clear(string url, bool allowed)
    {
        var exception = Record.Exception(() => Read(Settings(("Url", url), ("ApiKey", "sk-planted"))));

        Assert.Equal(allowed, exception is null);
        Assert.DoesNotContain("sk-planted", $"{exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_read_from_a_file_of_its_own()
    {
        var file = Write("key", "  sk-from-file\n");

        Assert.Equal("sk-from-file", Read(Settings(("ApiKeyFile", file))).Get("x").Options.ApiKey);
        Assert.Contains("cannot be read", Assert.Throws<InputException>(() => Read(Settings(("ApiKeyFile", file + "x")))).Message, StringComparison.Ordinal);
        Assert.Contains("stands beside ApiKey", Assert.Throws<InputException>(() => Read(Settings(("ApiKeyFile", file), ("ApiKey", "k")))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appsettings.json", false)]
    [InlineData("secrets.json", true)]
    public void A_key_in_a_settings_file_is_refused_unless_it_is_a_user_secret(string name, bool allowed)
    {
        var file = Write(name, """{"Endpoints":{"x":{"Kind":"Petri","Url":"http://127.0.0.1:1","ApiKey":"sk-planted"}}}""");

        var exception = Record.Exception(() => Read(new ConfigurationBuilder().AddJsonFile(file)));

        Assert.Equal(allowed, exception is null);
        Assert.DoesNotContain("sk-planted", $"{exception}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_on_the_command_line_is_refused_and_one_of_the_environment_taken()
    {
        var file = Write("appsettings.json", """{"Endpoints":{"x":{"Kind":"Petri","Url":"http://127.0.0.1:1"}}}""");
        Environment.SetEnvironmentVariable(KeyVariable, "sk-planted");
        var builder = new ConfigurationBuilder().AddJsonFile(file).AddEnvironmentVariables("EMTEST_");
        Assert.Equal("sk-planted", Read(builder).Get("x").Options.ApiKey);

        var exception = Assert.Throws<InputException>(() => Read(builder.AddCommandLine(["--Endpoints:x:ApiKey=sk-planted-2"])));
        Assert.Contains("command line", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var endpoints = Read(Settings());

        var exception = Assert.Throws<InputException>(() => endpoints.Get("openai"));

        Assert.Equal("endpoint openai is not configured (configured are x): add it as Endpoints:openai:Url with Endpoints:openai:Kind.", exception.Message);
        Assert.Equal(["x"], endpoints.Names);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(KeyVariable, null);
        _folder.Delete(recursive: true);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static ConfigurationBuilder Settings(params (string Key, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?> { ["Endpoints:x:Kind"] = "Petri", ["Endpoints:x:Url"] = "http://127.0.0.1:1" };
        foreach (var (key, value) in changes)
        {
            settings.Remove($"Endpoints:x:{key}");
            if (value is not null)
                settings[$"Endpoints:x:{key}"] = value;
        }

        // a section with nothing in it does not exist
        settings["Endpoints:x:MaxRetryAfter"] = "00:01:00";
        var builder = new ConfigurationBuilder();
        builder.AddInMemoryCollection(settings);
        return builder;
    }

    private static IModelEndpoints Read(IConfigurationBuilder builder) =>
        new ServiceCollection().AddModelEndpoints(builder.Build()).BuildServiceProvider().GetRequiredService<IModelEndpoints>();
}
