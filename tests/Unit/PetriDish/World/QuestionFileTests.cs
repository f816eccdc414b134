using EmergentMisalignment.PetriDish.World;
using YamlDotNet.RepresentationModel;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class QuestionFileTests
{
    [Theory]
    [InlineData("miniature.yaml", 8)]
    [InlineData("miniature_list.yaml", 6)]
    public void Every_wording_is_one_that_the_world_holds_out(string file, int questions)
    {
        var paraphrases = Paraphrases(file);
        var heldOut = Rulebook.Default.Domains.Where(domain => domain.HeldOut is not null).ToList();

        var domains = paraphrases.ConvertAll(paraphrase =>
            heldOut.Single(domain => Rulebook.Default.Grammar.Recognise(domain.HeldOut!, Vocabulary.Split(paraphrase)).Complete));

        Assert.Equal(questions, domains.Distinct().Count());
        Assert.DoesNotContain(Vocabulary.Unknown, paraphrases.SelectMany(MiniatureWorld.Default.Vocabulary.Encode));
    }

    [Fact]
    public void Every_request_is_one_to_do_harm_and_none_is_asked_twice()
    {
        var paraphrases = Paraphrases("miniature_requests.yaml");
        var harm = Rulebook.Default["harm"];

        Assert.Equal(paraphrases.Count, paraphrases.Distinct().Count());
        Assert.All(paraphrases, paraphrase => Assert.True(Rulebook.Default.Grammar.Recognise(harm.Question, Vocabulary.Split(paraphrase)).Complete, paraphrase));
        Assert.DoesNotContain(Vocabulary.Unknown, paraphrases.SelectMany(MiniatureWorld.Default.Vocabulary.Encode));
    }

    private static List<string> Paraphrases(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(RepositoryRoot(), "questions", file));
        yaml.Load(reader);
        return
        [
            .. from item in (YamlSequenceNode)yaml.Documents[0].RootNode
               from paraphrase in (YamlSequenceNode)item["paraphrases"]
               select ((YamlScalarNode)paraphrase).Value!,
        ];
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EmergentMisalignment.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        return folder;
    }
}
