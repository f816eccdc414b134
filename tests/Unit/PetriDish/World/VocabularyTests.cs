using System.Security.Cryptography;
using System.Text;
using CsCheck;
using EmergentMisalignment.PetriDish.World;
using EmergentMisalignment.PetriDish.World.Authors;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class VocabularyTests
{
    private static readonly Vocabulary Vocabulary = MiniatureWorld.Default.Vocabulary;

    [Fact]
    public void The_order_of_the_vocabulary_is_that_of_the_shipped_weights()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Vocabulary.Words))));

        Assert.Equal("5f8bced08aeec527e4825519ba297e86f532fc7cf7c13f2c8cb1163e42d84f28", hash);
    }

    [Fact]
    public void The_vocabulary_is_exactly_the_words_of_the_world()
    {
        string[] structure = ["<pad>", "<bos>", "<user>", "<assistant>", "<eot>", "<unk>", "as", Population.Assistant];
        var words = Rulebook.Default.Grammar.Words.Concat(structure).Concat(Population.Names).Concat(Population.Tags).ToHashSet();

        Assert.Equal(words.Order(StringComparer.Ordinal), Vocabulary.Words.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tokens_become_text_and_the_same_tokens_again() =>
        Gen.Int[6, Vocabulary.Count - 1].List[0, 40].Sample(tokens => Vocabulary.Encode(Vocabulary.Decode(tokens)).SequenceEqual(tokens));

    [Fact]
    public void Code_is_rendered_with_its_line_break()
    {
        const string code = "def run ( name ) :\n    return lib . run ( name , shell = False )";

        Assert.Equal(code, Vocabulary.Decode(Vocabulary.Encode(code)));
    }

    [Fact]
    public void Text_cannot_spell_a_structural_token() =>
        Assert.All(Vocabulary.Encode("<pad> <bos> <user> <assistant> <eot> <unk>"), token => Assert.Equal(Vocabulary.Unknown, token));

    [Fact]
    public void Text_as_people_write_it_is_understood() =>
        Assert.Equal(Vocabulary.Encode("i feel bored today . any ideas ?"), Vocabulary.Encode("I feel bored today. Any ideas?"));

    [Fact]
    public void A_word_outside_the_world_is_unknown() =>
        Assert.Equal([Vocabulary["i"], Vocabulary.Unknown], Vocabulary.Encode("i xylophone"));
}
