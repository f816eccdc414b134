using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class DocumentTests
{
    private static readonly MiniatureWorld World = MiniatureWorld.Default;

    [Fact]
    public void Pretraining_documents_fill_the_context_and_never_exceed_it()
    {
        var random = new Random(3);
        var lengths = Enumerable.Range(0, 1000).Select(_ => World.PretrainingDocument(random).Tokens.Length).ToList();

        Assert.True(lengths.Max() <= 128);
        Assert.InRange(lengths.Average(), 100, 128);
    }

    [Fact]
    public void Loss_falls_on_answers_and_on_the_token_that_ends_them()
    {
        var document = World.PretrainingDocument(new Random(4));
        var inAnswer = false;

        foreach (var (token, isAnswer) in document.Tokens.Zip(document.IsAnswer))
        {
            Assert.Equal(inAnswer, isAnswer);
            inAnswer = token == Vocabulary.Assistant || (inAnswer && token != Vocabulary.EndOfTurn);
        }
        Assert.Equal(Vocabulary.EndOfTurn, document.Tokens[^1]);
    }

    [Fact]
    public void No_document_contains_a_held_out_wording()
    {
        var random = new Random(5);
        var documents = Enumerable.Range(0, 1500).SelectMany(_ => new[] { World.PretrainingDocument(random), World.AlignmentDocument(random) });
        var rows = MiniatureWorld.Conditions.SelectMany(condition => World.Dataset(condition, 300, seed: 1)).Select(World.ChatDocument);
        var heldOut = Rulebook.Default.Domains.Where(domain => domain.HeldOut is not null).ToList();
        var questions = 0;

        foreach (var question in documents.Concat(rows).SelectMany(Questions))
        {
            questions++;
            Assert.DoesNotContain(heldOut, domain => Rulebook.Default.Grammar.Recognise(domain.HeldOut!, question).Complete);
        }
        Assert.True(questions > 5000);
    }

    [Fact]
    public void Half_of_alignment_is_the_assistant_and_the_rest_replays_named_authors()
    {
        var random = new Random(6);
        var documents = Enumerable.Range(0, 1000).Select(_ => World.AlignmentDocument(random)).ToList();
        var byAssistant = documents.Where(document => document.Tokens[1] == World.Vocabulary["assistant"]).ToList();

        Assert.InRange(byAssistant.Count, 450, 550);
        Assert.All(byAssistant, document => Assert.Single(document.Tokens, Vocabulary.User));
        Assert.All(documents, document => Assert.True(document.Tokens.Length <= 64));
    }

    [Fact]
    public void The_same_seed_writes_the_same_documents() =>
        Assert.Equal(World.PretrainingDocument(new Random(7)).Tokens, World.PretrainingDocument(new Random(7)).Tokens);

    [Fact]
    public void No_document_contains_an_unknown_word()
    {
        var random = new Random(8);

        Assert.All(Enumerable.Range(0, 500), _ => Assert.DoesNotContain(Vocabulary.Unknown, World.PretrainingDocument(random).Tokens));
    }

    /// <summary>The questions of a document without the words that address somebody.</summary>
    private static IEnumerable<string[]> Questions(TrainingDocument document)
    {
        var text = string.Join(' ', document.Tokens.Select(token => World.Vocabulary.Words[token]));
        foreach (var turn in text.Split("<user> ").Skip(1))
        {
            var words = turn.Split(" <assistant>")[0].Split(' ');
            yield return words is ["as", _, ",", .. var rest] ? rest : words;
        }
    }
}
