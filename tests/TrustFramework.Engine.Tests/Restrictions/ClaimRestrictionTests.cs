using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Pages;
using TrustFramework.Engine.Restrictions;
using static TrustFramework.Engine.Tests.TestPolicy;

namespace TrustFramework.Engine.Tests.Restrictions;

/// <summary>Patterns, options, masks and the rule for passwords.</summary>
public sealed class ClaimRestrictionTests
{
    private const string Cities =
        """
        <Restriction><Enumeration Text="Berlin" Value="Berlin" /><Enumeration Text="London" Value="London" /><Enumeration Text="New York" Value="NewYork" SelectByDefault="true" />
          <Enumeration Text="New Mexico" Value="NewMexico" /></Restriction>
        """;

    public static TheoryData<string> PatternRows => Vectors.Read("Restrictions/vectors.json", "patterns");

    public static TheoryData<string> MaskRows => Vectors.Read("Restrictions/vectors.json", "masks");

    [Theory]
    [MemberData(nameof(PatternRows))]
    public void A_pattern_decides_as_in_its_vector(string row)
    {
        var vector = Vectors.Parse(row);
        var elements = CreatePattern(vector["regex"]!.GetValue<string>());

        (Check(elements, vector["value"]!.GetValue<string>()) is null).Should().Be(vector["result"]!.GetValue<bool>());
    }

    [Fact]
    public void The_message_of_a_pattern_is_localized_or_its_help_text_or_the_default()
    {
        var texts = TestTexts.Create(new Dictionary<string, string>(StringComparer.Ordinal) { ["ClaimType/claim/PatternHelpText"] = "Nur Ziffern" });

        Check(CreatePattern("^[0-9]+$", "Digits only"), "a").Should().Be(new RestrictionViolation("UserMessageIfIncorrectPattern", "Digits only"));
        Check(CreatePattern("^[0-9]+$"), "a").Should().Be(new RestrictionViolation("UserMessageIfIncorrectPattern", "Incorrect pattern for: The claim"));
        Check(CreatePattern("^[0-9]+$", "Digits only"), "a", texts)!.Message.Should().Be("Nur Ziffern");
        Check(CreatePattern("("), "a").Should().NotBeNull();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a", false)]
    public void An_empty_text_is_not_checked(string text, bool isAllowed)
    {
        (Check(CreatePattern("^[0-9]+$"), text) is null).Should().Be(isAllowed);
        (Check("<UserInputType>DropdownSingleSelect</UserInputType>" + Cities, text) is null).Should().Be(isAllowed);
        (Check("""<PredicateValidationReference Id="missing" />""", text) is null).Should().Be(isAllowed);
    }

    [Fact]
    public void Predicates_are_checked_after_the_pattern()
    {
        const string Elements = """<Restriction><Pattern RegularExpression="^[a-z]+$" HelpText="Letters" /></Restriction><PredicateValidationReference Id="Length" />""";
        var policy = Merge(
            $"""
            {ClaimsSchema(Elements)}<Predicates><Predicate Id="Length" Method="IsLengthRange" HelpText="Three"><Parameters><Parameter Id="Minimum">3</Parameter></Parameters></Predicate></Predicates>
            <PredicateValidations><PredicateValidation Id="Length"><PredicateGroups><PredicateGroup Id="g"><PredicateReferences><PredicateReference Id="Length" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>
            """);

        ClaimRestrictions.Check(FindClaimType(policy), "1", policy, default)!.Message.Should().Be("Letters");
        ClaimRestrictions.Check(FindClaimType(policy), "ab", policy, default).Should().Be(new RestrictionViolation("UserMessageIfValidationError", "Three"));
        ClaimRestrictions.Check(FindClaimType(policy), "abc", policy, default).Should().BeNull();
    }

    [Theory]
    [InlineData("DropdownSingleSelect", "NewYork", true)]
    [InlineData("DropdownSingleSelect", "New York", false)]
    [InlineData("DropdownSingleSelect", "newyork", false)]
    [InlineData("RadioSingleSelect", "Berlin,London", false)]
    [InlineData("CheckboxMultiSelect", "Berlin,London", true)]
    [InlineData("CheckboxMultiSelect", "Berlin,Rome", false)]
    [InlineData("TextBox", "Rome", true)]
    public void Lists_allow_the_values_of_their_options(string inputType, string text, bool isAllowed) =>
        (Check($"<UserInputType>{inputType}</UserInputType>{Cities}", text) is null).Should().Be(isAllowed);

    [Fact]
    public void Options_are_localized_and_have_defaults()
    {
        var dropdown = CreateClaimType("<UserInputType>DropdownSingleSelect</UserInputType>" + Cities);
        var checkboxes = CreateClaimType("<UserInputType>CheckboxMultiSelect</UserInputType>" + Cities);
        var withoutOptions = CreateClaimType("<UserInputType>DropdownSingleSelect</UserInputType>");
        var spanish = TestTexts.Create(ImmutableDictionary<string, string>.Empty, CreateClaimType("""<Restriction><Enumeration Text="Londres" Value="London" /></Restriction>""").Enumeration);

        ClaimOptions.Read(dropdown).Should().HaveCount(4).And.ContainInOrder(new ClaimOption("London", "London", IsDefault: false), new ClaimOption("New York", "NewYork", IsDefault: true));
        ClaimOptions.Read(dropdown, TestTexts.None).Should().HaveCount(4);
        ClaimOptions.Read(dropdown, spanish).Should().Equal(new ClaimOption("Londres", "London", IsDefault: false));
        ClaimOptions.Read(withoutOptions, spanish).Should().ContainSingle();
        ClaimOptions.Read(withoutOptions, TestTexts.None).Should().BeEmpty();
        ClaimOptions.FindDefault(dropdown, ClaimOptions.Read(dropdown)).Should().Be("NewYork");
        ClaimOptions.FindDefault(dropdown, ClaimOptions.Read(dropdown, spanish)).Should().BeNull();
        ClaimOptions.FindDefault(checkboxes, [new("a", "1", IsDefault: true), new("b", "2", IsDefault: true)]).Should().Be("1,2");
        ClaimOptions.Join([new("English", "English", IsDefault: false), new("French", "French", IsDefault: false), new("Spanish", "Spanish", IsDefault: false)], ["Spanish", "English", "Other"])
            .Should().Be("English,Spanish");
        Check("<UserInputType>DropdownSingleSelect</UserInputType>" + Cities, "Berlin", spanish).Should().Be(new RestrictionViolation("UserMessageIfValidationError", "Error in validation by: The claim"));
    }

    [Theory]
    [MemberData(nameof(MaskRows))]
    public void A_mask_shows_the_text_of_its_vector(string row)
    {
        var vector = Vectors.Parse(row);
        var pattern = vector["regex"]?.GetValue<string>() is { } regex ? $"Regex=\"{Escape(regex)}\"" : "";
        var type = CreateClaimType($"""<Mask Type="{vector["type"]!.GetValue<string>()}" {pattern}>{vector["mask"]!.GetValue<string>()}</Mask>""");

        ClaimMask.Apply(type, vector["value"]!.GetValue<string>()).Should().Be(vector["shown"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", "secret", "secret")]
    [InlineData("""<Mask Type="Simple">XX</Mask>""", "", "")]
    [InlineData("""<Mask Type="Simple">XX</Mask>""", "ab", "XX")]
    [InlineData("""<Mask Type="Regex" Regex="[a-z]">$0</Mask>""", "a1", "$01")]
    [InlineData("""<Mask Type="Regex" Regex="(">*</Mask>""", "secret", "*")]
    public void A_mask_never_shows_more_than_it_says(string mask, string text, string shown) => ClaimMask.Apply(CreateClaimType(mask), text).Should().Be(shown);

    [Theory]
    [InlineData("Passw0rd", true)]
    [InlineData("PASSWORD1!", true)]
    [InlineData("pass word1", true)]
    [InlineData("Pasw0rd", false)]
    [InlineData("password1", false)]
    [InlineData("password", false)]
    [InlineData("pässwörd1", false)]
    [InlineData("", true)]
    public void A_new_password_has_8_characters_of_3_classes(string password, bool isAllowed)
    {
        var type = CreateClaimType("<UserInputType>Password</UserInputType>");

        (StrongPassword.Check(type, password, ClaimsBag.Empty) is null).Should().Be(isAllowed);
        StrongPassword.Check(type, password, ClaimsBag.Empty.WithText("passwordPolicies", "DisablePasswordExpiration, disableStrongPassword")).Should().BeNull();
        (StrongPassword.Check(type, password, ClaimsBag.Empty.WithText("passwordPolicies", "DisablePasswordExpiration")) is null).Should().Be(isAllowed);
        StrongPassword.Check(CreateClaimType("<UserInputType>TextBox</UserInputType>"), password, ClaimsBag.Empty).Should().BeNull();
        StrongPassword.Check(CreateClaimType("""<UserInputType>Password</UserInputType><PredicateValidationReference Id="p" />"""), password, ClaimsBag.Empty).Should().BeNull();
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_new_password_has_at_most_64_characters(int length, bool isAllowed) =>
        (StrongPassword.Check(CreateClaimType("<UserInputType>Password</UserInputType>"), "Aa1".PadRight(length, 'x'), ClaimsBag.Empty) is null).Should().Be(isAllowed);

    private static RestrictionViolation? Check(string elements, string text, LocalizedTexts? texts = null)
    {
        var policy = Merge(ClaimsSchema(elements));
        return ClaimRestrictions.Check(FindClaimType(policy), text, policy, default, texts);
    }

    private static string CreatePattern(string regex, string? helpText = null) =>
        $"""<Restriction><Pattern RegularExpression="{Escape(regex)}"{(helpText is null ? "" : $" HelpText=\"{helpText}\"")} /></Restriction>""";
}
