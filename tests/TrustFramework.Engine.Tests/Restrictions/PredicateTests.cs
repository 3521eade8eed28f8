using TrustFramework.Engine.Restrictions;
using TrustFramework.PolicyXml.Merging;
using static TrustFramework.Engine.Tests.TestPolicy;

namespace TrustFramework.Engine.Tests.Restrictions;

/// <summary>Predicates and predicate validations.</summary>
public sealed class PredicateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 23, 30, 0, TimeSpan.Zero);

    private static readonly string[] Classes = ["Lowercase", "Uppercase", "Number", "Symbol"];

    public static TheoryData<string> PredicateRows => Vectors.Read("Restrictions/vectors.json", "predicates");

    public static TheoryData<string> ValidationRows => Vectors.Read("Restrictions/vectors.json", "predicateValidations");

    [Theory]
    [MemberData(nameof(PredicateRows))]
    public void A_predicate_decides_as_in_its_vector(string row)
    {
        var vector = Vectors.Parse(row);
        var value = vector["value"]!.GetValue<string>() switch
        {
            "(today)" => "2026-11-30",
            "(tomorrow)" => "2026-12-01",
            var text => text,
        };
        var parameters = vector["parameters"]!.AsObject().Select(parameter => (parameter.Key, parameter.Value!.GetValue<string>()));

        Matches(vector["predicate"]!.GetValue<string>(), value, [.. parameters]).Should().Be(vector["result"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("ab", false)]
    [InlineData("abc", true)]
    [InlineData("abcde", true)]
    [InlineData("abcdef", false)]
    public void A_length_range_includes_its_limits(string value, bool expected) => Matches("IsLengthRange", value, ("Minimum", "3"), ("Maximum", "5")).Should().Be(expected);

    [Theory]
    [InlineData("IsLengthRange", "", true)]
    [InlineData("IsLengthRange", "any", true)]
    [InlineData("IsDateRange", "2026-11-30", true)]
    [InlineData("IsDateRange", "", false)]
    [InlineData("IsDateRange", "Today", false)]
    [InlineData("IncludesCharacters", "a", false)]
    [InlineData("Other", "a", false)]
    public void A_missing_parameter_does_not_limit(string method, string value, bool expected) => Matches(method, value).Should().Be(expected);

    [Theory]
    [InlineData("a-c", "b", true)]
    [InlineData("a-c", "-", false)]
    [InlineData("a\\-c", "-", true)]
    [InlineData("a\\-c", "b", false)]
    [InlineData("-a", "-", true)]
    [InlineData("a-", "-", true)]
    [InlineData("a-", "b", false)]
    [InlineData("\\\\", "\\", true)]
    [InlineData("c-a", "b", false)]
    [InlineData("a-c0-9", "5", true)]
    [InlineData("A-Z", "a", false)]
    [InlineData("a\\", "\\", true)]
    [InlineData("a", "", false)]
    public void A_character_set_has_ranges_and_escaped_characters(string set, string value, bool expected) => Matches("IncludesCharacters", value, ("CharacterSet", set)).Should().Be(expected);

    [Theory]
    [InlineData("2026-11-29", "Today", null, false)]
    [InlineData("2026-11-30", "today", "TODAY", true)]
    [InlineData("2026-11-30T23:59:00Z", null, "Today", true)]
    [InlineData("2026-11-30T23:59:00-01:00", null, "Today", false)]
    [InlineData("30/11/2026", null, null, false)]
    [InlineData("2026-11-30", "someday", null, false)]
    public void A_date_range_includes_its_limits(string value, string? minimum, string? maximum, bool expected)
    {
        (string, string)[] parameters = [.. new (string Name, string? Value)[] { ("Minimum", minimum), ("Maximum", maximum) }.Where(parameter => parameter.Value is not null).Select(parameter => (parameter.Name, parameter.Value!))];

        Matches("IsDateRange", value, parameters).Should().Be(expected);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("^(a+)+$")]
    public void A_pattern_that_is_invalid_or_takes_too_long_matches_nothing(string pattern) =>
        Matches("MatchesRegex", new string('a', 60) + "b", ("RegularExpression", pattern)).Should().BeFalse();

    [Theory]
    [MemberData(nameof(ValidationRows))]
    public void A_validation_decides_as_in_its_vector(string row)
    {
        var vector = Vectors.Parse(row);

        (Check(vector["validation"]!.GetValue<string>(), vector["value"]!.GetValue<string>()) is null).Should().Be(vector["result"]!.GetValue<bool>());
    }

    [Fact]
    public void The_message_contains_the_missing_predicates_of_the_groups_that_do_not_match()
    {
        Check("StrongPassword", "password").Should().Be("The password must have at least 3 of the following:\nan uppercase letter\na digit\na symbol");
        Check("StrongPassword", "Pa1").Should().Be("The length must be 8 to 64.");
        Check("StrongPassword", "pa").Should().Be("The length must be 8 to 64.\nThe password must have at least 3 of the following:\nan uppercase letter\na digit\na symbol");
        Check("AllClasses", "abcD1").Should().Be("a symbol");
        Check("Missing", "any").Should().Be("");
    }

    [Fact]
    public void Localized_texts_replace_those_of_the_policy()
    {
        var texts = TestTexts.Create(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PredicateValidation/StrongPassword/Classes"] = "Drei von:",
            ["Predicate/Number/HelpText"] = "eine Ziffer",
        });

        PredicateValidation.Check("StrongPassword", "password", CreatePolicy(), Now, texts).Should().Be("Drei von:\nan uppercase letter\neine Ziffer\na symbol");
    }

    private static string? Check(string validation, string value) => PredicateValidation.Check(validation, value, CreatePolicy(), Now, texts: null);

    private static bool Matches(string method, string value, params (string Name, string Value)[] parameters) =>
        Predicate.Matches(Merge($"<Predicates>{CreatePredicate("predicate", method, "", parameters)}</Predicates>").Predicates.Find("predicate")!, value, Now);

    private static MergedPolicy CreatePolicy() => Merge(
        $"""
        <Predicates>
          {CreatePredicate("Whitespace", "MatchesRegex", "", ("RegularExpression", @"(^\S.*\S$)|(^\S+$)|(^$)"))}
          {CreatePredicate("Allowed", "MatchesRegex", "", ("RegularExpression", @"^[\x20-\x7e]*$"))}
          {CreatePredicate("Length", "IsLengthRange", "The length must be 8 to 64.", ("Minimum", "8"), ("Maximum", "64"))}
          {CreatePredicate("LengthFrom6", "IsLengthRange", "", ("Minimum", "6"), ("Maximum", "64"))}
          {CreatePredicate("Lowercase", "IncludesCharacters", "a lowercase letter", ("CharacterSet", "a-z"))}
          {CreatePredicate("Uppercase", "IncludesCharacters", "an uppercase letter", ("CharacterSet", "A-Z"))}
          {CreatePredicate("Number", "IncludesCharacters", "a digit", ("CharacterSet", "0-9"))}
          <Predicate Id="Symbol" Method="IncludesCharacters" HelpText="a symbol"><UserHelpText>old</UserHelpText><Parameters><Parameter Id="CharacterSet">@#!</Parameter></Parameters></Predicate>
        </Predicates>
        <PredicateValidations>
          {CreateValidation("AllClasses", CreateGroup("All", "", "", Classes))}
          {CreateValidation("StrongPassword", CreateGroup("Space", "", "", "Whitespace"), CreateGroup("Characters", "", "", "Allowed"), CreateGroup("Length", "", "", "Length"), CreateGroup("Classes", "MatchAtLeast=\"3\"", "The password must have at least 3 of the following:", Classes))}
          {CreateValidation("LengthAndClasses", CreateGroup("Length", "MatchAtLeast=\"1\"", "", "LengthFrom6"), CreateGroup("Classes", "MatchAtLeast=\"3\"", "", Classes))}
        </PredicateValidations>
        """);

    private static string CreatePredicate(string id, string method, string helpText, params (string Name, string Value)[] parameters) =>
        $"""<Predicate Id="{id}" Method="{method}"><UserHelpText>{helpText}</UserHelpText><Parameters>{string.Concat(parameters.Select(parameter => $"""<Parameter Id="{parameter.Name}">{Escape(parameter.Value)}</Parameter>"""))}</Parameters></Predicate>""";

    private static string CreateValidation(string id, params string[] groups) => $"""<PredicateValidation Id="{id}"><PredicateGroups>{string.Concat(groups)}</PredicateGroups></PredicateValidation>""";

    private static string CreateGroup(string id, string attributes, string helpText, params string[] predicates) =>
        $"""<PredicateGroup Id="{id}"><UserHelpText>{helpText}</UserHelpText><PredicateReferences {attributes}>{string.Concat(predicates.Select(predicate => $"<PredicateReference Id=\"{predicate}\" />"))}</PredicateReferences></PredicateGroup>""";
}
