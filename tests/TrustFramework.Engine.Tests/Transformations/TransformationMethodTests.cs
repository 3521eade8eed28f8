using System.Text.Json.Nodes;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Transformations;
using TrustFramework.PolicyXml.Model;
using static TrustFramework.Engine.Tests.TestPolicy;
using static TrustFramework.Engine.Tests.Transformations.Transformation;

namespace TrustFramework.Engine.Tests.Transformations;

/// <summary>Behavior that a row of inputs and outputs does not show.</summary>
public sealed class TransformationMethodTests
{
    private const string SecretText = "8d7c-secret-text";

    public static TheoryData<string> Methods => new(TransformationSignatures.Methods);

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_reason_of_an_error_contains_no_value_of_a_claim(string method)
    {
        var signature = TransformationSignatures.Find(method)!;
        var transformation = signature.Inputs.Aggregate(new Transformation(method) { Secret = SecretText }, (result, input) => result.With(input.Name + (input.IsWildcard ? "x" : ""), SecretText));
        transformation = signature.Parameters.Aggregate(transformation, (result, parameter) => result.WithParameter(parameter.Name, parameter.Name == "randomizerSecret" ? "B2C_1A_Secret" : "0"));

        var error = transformation.Run().Error;

        (error is TransformationError.Failed failed ? failed.Reason : "").Should().NotContain(SecretText);
    }

    /// <summary>With no claim at all, the assertions and the three documented methods fail, and so does what cannot work without a value.</summary>
    [Fact]
    public void Missing_claims_fail_only_in_some_methods()
    {
        string[] failing = [.. TransformationSignatures.Methods.Where(method => method is not ("GetAgeGroupConsentProvidedAndRequiresConsent" or "Hash"))
            .Where(method => CreateWithParameters(method).GetError() is not null).Order(StringComparer.Ordinal)];

        failing.Should().Equal(
            "AssertBooleanClaimIsEqualToValue", "AssertDateTimeIsGreaterThan", "AssertNumber", "AssertStringClaimsAreEqual", "ConvertStringToPhoneNumberClaim", "DateTimeComparison", "SetClaimIfBooleansMatch");
    }

    [Theory]
    [InlineData("someone@contoso.com", "1", "secret", "B2C_1A_Secret", "nJF7kfbUCUzxEehdHFCcs47A5RBLMKbEg4RKWoexvsM=")]
    public void Hash_is_SHA256_of_plaintext_salt_and_secret(string plaintext, string salt, string secret, string keySet, string expected)
    {
        var hash = CreateHash(plaintext, salt, secret, keySet).GetOutput("hash");

        hash.Should().Be(Text(expected));
        CreateHash(plaintext, salt, secret + "2", keySet).GetOutput("hash").Should().NotBe(hash);
        CreateHash(plaintext, salt + "2", secret, keySet).GetOutput("hash").Should().NotBe(hash);
        CreateHash("", "", secret, keySet).GetError().Should().BeNull();
    }

    [Theory]
    [InlineData(null, "1", "B2C_1A_Secret", "plaintext")]
    [InlineData("a", null, "B2C_1A_Secret", "salt")]
    [InlineData("a", "1", "B2C_1A_Other", "B2C_1A_Other")]
    public void Hash_without_a_part_fails_and_names_it(string? plaintext, string? salt, string keySet, string part) =>
        CreateHash(plaintext, salt, "secret", keySet).Run().Error.Should().BeOfType<TransformationError.Failed>().Which.Reason.Should().Contain($"'{part}'");

    [Theory]
    [InlineData(4000, null)]
    [InlineData(4001, "(failed)")]
    public void A_formatted_text_has_at_most_4000_characters(int length, string? error)
    {
        new Transformation("FormatStringClaim").With("inputClaim", new string('x', length)).WithParameter("stringFormat", "{0}").GetError().Should().Be(error);
        new Transformation("FormatStringClaim").With("inputClaim", "").WithParameter("stringFormat", new string('x', length)).GetError().Should().Be(error);
    }

    [Fact]
    public void The_cost_of_a_regular_expression_is_bounded() =>
        new Transformation("SetClaimsIfRegexMatch").With("claimToMatch", new string('a', 60) + "b").WithParameter("matchTo", "^(a+)+$").GetError().Should().Be("(failed)");

    [Fact]
    public void A_seed_gives_the_same_number_again()
    {
        static string Create(string seed) => new Transformation("CreateRandomString").WithParameter("randomGeneratorType", "INTEGER").WithParameter("maximumNumber", "1000000000").WithParameter("seed", seed)
            .GetOutput("outputClaim")!.ToText();

        Create("5").Should().Be(Create("5"));
        Enumerable.Range(0, 20).Select(seed => Create($"{seed}")).Distinct(StringComparer.Ordinal).Should().HaveCount(20);
    }

    [Fact]
    public void Dates_can_be_values_of_their_type()
    {
        new Transformation("AssertDateTimeIsGreaterThan").With("leftOperand", Time("2026-01-02T00:00:00Z")).With("rightOperand", Time("2026-01-01T00:00:00Z")).GetError().Should().BeNull();
        new Transformation("AssertDateTimeIsGreaterThan").With("leftOperand", Time("2026-01-01T00:00:00Z")).With("rightOperand", Time("2026-01-02T00:00:00Z")).GetError().Should().Be("DateTimeGreaterThan");
        new Transformation("ConvertDateToDateTimeClaim").With("inputClaim", "2026-01-02").GetOutput("outputClaim").Should().Be(Time("2026-01-02T00:00:00Z"));
        new Transformation("ConvertDateTimeToDateClaim").With("inputClaim", Time("2026-01-02T23:00:00Z")).GetOutput("outputClaim").Should().Be(Text("2026-01-02"));
        new Transformation("GetCurrentDateTime").GetOutput("currentDateTime").Should().Be(new ClaimValue.DateTimeValue(Now));
        new Transformation("IsTermsOfUseConsentRequired").With("termsOfUseConsentDateTime", Time("2026-01-02T00:00:00Z")).WithParameter("termsOfUseTextUpdateDateTime", "2026-01-03").GetOutput("result").Should().Be(True);
    }

    [Fact]
    public void Outputs_have_the_type_of_their_claims()
    {
        new Transformation("AdjustNumber").With("inputClaim", Number(1)).WithParameter("Operator", "INCREMENT").GetOutput("outputClaim").Should().Be(Number(2));
        new Transformation("StringSplit").With("inputClaim", "a b").WithParameter("delimiter", " ").GetOutput("outputClaim").Should().Be(Collection("a", "b"));
        new Transformation("NotClaims").With("inputClaim", False).GetOutput("outputClaim").Should().Be(True);
        new Transformation("GetNumericClaimFromJson").With("inputJson", """{"a":5}""").WithParameter("claimToExtract", "a").GetOutput("extractedClaim").Should().Be(Number(5));
        new Transformation("CopyClaim").With("inputClaim", Time("2026-01-02T00:00:00Z")).GetOutput("outputClaim").Should().Be(Time("2026-01-02T00:00:00Z"));

        var source = new Transformation("GetClaimsFromJsonArray").With("jsonSource", """[{"key":"born","value":"2005-09-23T00:00:00Z"}]""").WithParameter("jsonSourceKeyName", "key").WithParameter("jsonSourceValueName", "value");
        source.Returning("born", "dateTime").GetOutput("born").Should().Be(Time("2005-09-23T00:00:00Z"));
        source.Returning("born").GetOutput("born").Should().Be(Text("2005-09-23T00:00:00Z"));
        source.Returning("born", "date").GetError().Should().Be("(failed)");
    }

    [Fact]
    public void Constants_of_JSON_have_their_data_type()
    {
        var transformation = new Transformation("GenerateJson").With("time", Time("2026-01-02T00:00:00Z"))
            .WithParameter("number", "7", "int").WithParameter("flag", "True", "boolean").WithParameter("date", "2026-01-02", "dateTime").WithParameter("text", "8");

        transformation.GetOutput("outputClaim").Should().Be(Text("""{"time":"2026-01-02T00:00:00.0000000Z","number":7,"flag":true,"date":"2026-01-02","text":"8"}"""));
        transformation.WithParameter("other", "perhaps", "boolean").GetError().Should().Be("(failed)");
    }

    [Fact]
    public void Text_with_half_of_a_surrogate_pair_does_not_break_JSON()
    {
        new Transformation("GetClaimFromJson").With("inputJson", "{\"a\":\"\ud800\"}").WithParameter("claimToExtract", "a").GetOutput("extractedClaim").Should().Be(Text("\ufffd"));
        JsonNode.Parse(new Transformation("CreateJsonArray").With("inputClaim", "a\ud800").GetOutput("outputClaim")!.ToText())![0]!.GetValue<string>().Should().Be("a\ufffd");
    }

    [Fact]
    public void Long_XML_and_JSON_are_converted()
    {
        var xml = $"<a>{string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<b>{number}</b>"))}</a>";
        JsonNode.Parse(new Transformation("XmlStringToJsonString").With("xml", xml).GetOutput("json")!.ToText())!["a"]!["b"]!.AsArray().Should().HaveCount(20_000);
        new Transformation("XmlStringToJsonString").With("xml", string.Concat(Enumerable.Repeat("<a>", 100_000))).GetError().Should().Be("(failed)");
        new Transformation("GetSingleValueFromJsonArray").With("inputJsonClaim", new string('[', 100_000)).GetError().Should().Be("(failed)");
    }

    [Fact]
    public void Localized_options_replace_those_of_the_claim_type()
    {
        var options = CreateClaimType("""<Restriction><Enumeration Text="a" Value="uno" /></Restriction>""").Enumeration;
        var transformation = new Transformation("GetMappedValueFromLocalizedCollection") { Policy = Merge(ClaimsSchema("""<Restriction><Enumeration Text="a" Value="one" /></Restriction>""")) }
            .With("mapFromClaim", "a").Returning("restrictionValueClaim");

        transformation.GetOutput("restrictionValueClaim").Should().Be(Text("one"));
        (transformation with { Texts = TestTexts.Create(new Dictionary<string, string>(StringComparer.Ordinal), options) }).GetOutput("restrictionValueClaim").Should().Be(Text("uno"));
    }

    private static Transformation CreateHash(string? plaintext, string? salt, string secret, string keySet) =>
        new Transformation("Hash") { Secret = secret }.With("plaintext", plaintext).With("salt", salt).WithParameter("randomizerSecret", keySet);

    private static Transformation CreateWithParameters(string method) => TransformationSignatures.Find(method)!.Parameters.Where(parameter => !parameter.IsOptional && !parameter.IsWildcard)
        .Aggregate(new Transformation(method) { Texts = TestTexts.Create(new Dictionary<string, string>(StringComparer.Ordinal) { ["FormatLocalizedStringTransformationClaimType//id"] = "text" }) },
            (result, parameter) => result.WithParameter(parameter.Name, GetParameter(method, parameter.Name)));

    private static string GetParameter(string method, string parameter) => (method, parameter) switch
    {
        ("AdjustNumber", _) => "INCREMENT",
        ("AssertNumber", "Operator") => "Equal",
        (_, "operator") => "same",
        (_, "toCase") => "UPPER",
        (_, "randomGeneratorType") => "GUID",
        (_, "stringFormatId") => "id",
        (_, "termsOfUseTextUpdateDateTime") => "2026-01-01",
        _ => "1",
    };
}
