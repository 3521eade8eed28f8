using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>The service uses .NET's validating reader, so the faster validation of this project must return the same errors.</summary>
public sealed class PolicySchemaTests
{
    private static readonly XNamespace PolicyNamespace = Sample.Namespace;
    private static readonly XNamespace XsiNamespace = XmlSchema.InstanceNamespace;
    private static readonly XDocument Xsd = XDocument.Load(OpenXsd());
    private static readonly XmlSchemaSet CompiledSchemas = Compile();

    /// <summary>For each key of the schema, the content of a policy with a duplicate value.</summary>
    private static readonly Dictionary<string, string> DuplicatesByKey = new(StringComparer.Ordinal)
    {
        ["UniqueDocumentReferenceId"] = List("DocumentReferences", "<DocumentReference Id='{0}'><DisplayName>d</DisplayName><Url>u</Url></DocumentReference>"),
        ["UniqueClaimTypeId"] = Block("ClaimsSchema", "<ClaimType Id='{0}' />"),
        ["UniquePredicateId"] = Block("Predicates", "<Predicate Id='{0}' Method='IsLengthRange' />"),
        ["UniqueInputValidationId"] = Block("InputValidations", "<InputValidation Id='{0}' />"),
        ["UniquePredicateValidationId"] = Block("PredicateValidations", "<PredicateValidation Id='{0}' />"),
        ["UniqueClaimsTransformationId"] = Block("ClaimsTransformations", "<ClaimsTransformation Id='{0}' TransformationMethod='NullClaim' />"),
        ["UniqueClientDefinitionId"] = Block("ClientDefinitions", "<ClientDefinition Id='{0}'><ClientUIFilterFlags>None</ClientUIFilterFlags></ClientDefinition>"),
        ["UniqueContentDefinitionId"] = Block("ContentDefinitions", "<ContentDefinition Id='{0}' />"),
        ["UniqueTechnicalProfileId"] = List("ClaimsProviders", "<ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id='{0}' /></TechnicalProfiles></ClaimsProvider>"),
        ["UniqueTechnicalProfileReferenceId"] =
            Profile(List("ValidationTechnicalProfiles", "<ValidationTechnicalProfile ReferenceId='{0}' />")),
        ["UniqueAuthorizationTechnicalProfileReferenceId"] =
            Journey($"<Authorization>{List("AuthorizationTechnicalProfiles", "<AuthorizationTechnicalProfile ReferenceId='{0}' />")}</Authorization>"),
        ["UniqueOrchestrationStepOrder"] = Journey(List("OrchestrationSteps", "<OrchestrationStep Order='{0}' Type='SendClaims' />", "1", "01")),
        ["UniqueClaimsExchangeId"] = Journey($"<OrchestrationSteps>{Exchanges(1)}{Exchanges(2)}</OrchestrationSteps>"),
        ["UniqueUserJourneyId"] = List("UserJourneys", "<UserJourney Id='{0}' />"),
        ["UniqueOrchestrationStepOrderForSubJourney"] = SubJourney(List("OrchestrationSteps", "<OrchestrationStep Order='{0}' Type='SendClaims' />", "1", "1")),
        ["UniqueClaimsExchangeIdForSubJourney"] = SubJourney($"<OrchestrationSteps>{Exchanges(1)}{Exchanges(2)}</OrchestrationSteps>"),
        ["UniqueSubJourney"] = List("SubJourneys", "<SubJourney Id='{0}' Type='Call' />"),
        ["UniqueEndpoint"] = $"<RelyingParty>{List("Endpoints", "<Endpoint Id='{0}' UserJourneyReferenceId='j' />")}</RelyingParty>",
    };

    public static TheoryData<string> Keys() => [.. Xsd.Descendants(XName.Get("key", XmlSchema.Namespace)).Select(key => key.Attribute("name")!.Value)];

    public static TheoryData<string> Rules() => [.. PolicyValidator.Rules.Where(rule => rule.ValidSample is not null).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_duplicate_key_is_rejected_with_the_message_of_the_engine(string key)
    {
        var violation = AssertSameAsEngine(Sample.Policy(content: DuplicatesByKey[key]));

        violation!.Message.Should().StartWith("There is a duplicate key sequence").And.Contain($":{key}' key");
    }

    [Theory]
    [InlineData("<RelyingParty bad='x' />")]
    [InlineData("<RelyingParty xml:lang='en'\n xsi:nil='true' />")]
    [InlineData("<RelyingParty xsi:type='p:Nothing' />")]
    [InlineData("<BuildingBlocks><ContentDefinitions><ContentDefinition Id='c'><LoadUri xsi:type='xs:IDREF'>x</LoadUri></ContentDefinition></ContentDefinitions></BuildingBlocks>")]
    [InlineData("<BuildingBlocks><ContentDefinitions><ContentDefinition Id='c'><LoadUri xsi:type='BuildingBlocks'><Unknown /></LoadUri></ContentDefinition></ContentDefinitions></BuildingBlocks>")]
    public void Other_attributes_are_rejected_with_the_message_of_the_engine(string content) =>
        AssertSameAsEngine(Sample.Policy(content: content).Replace(" TenantId", $" xmlns:xsi='{XsiNamespace}' xmlns:xs='{XmlSchema.Namespace}' xmlns:p='{PolicyNamespace}' TenantId", StringComparison.Ordinal))
            .Should().NotBeNull();

    /// <summary>Content of any type is validated where it contains elements of the schema. It may be deeper than the tree.</summary>
    [Theory]
    [InlineData(0, "x", "x")]
    [InlineData(40, "x", "x")]
    [InlineData(0, "x", "y")]
    [InlineData(40, "x", "y")]
    public void The_keys_of_a_nested_policy_are_validated(int levels, string first, string second)
    {
        var inner = Sample.Policy(content: $"<BuildingBlocks>{List("ClaimsSchema", "<ClaimType Id='{0}' />", first, second)}</BuildingBlocks>");
        var deep = string.Concat(Enumerable.Repeat("<a>", levels)) + inner + string.Concat(Enumerable.Repeat("</a>", levels));

        var violation = AssertSameAsEngine(Sample.Policy(content:
            $"<BuildingBlocks><ContentDefinitions><ContentDefinition Id='c'><LoadUri>{deep}</LoadUri></ContentDefinition></ContentDefinitions></BuildingBlocks>"));

        (violation is null).Should().Be(first != second);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("first", "second")]
    [InlineData("99999999999", "")]
    public void Duplicate_keys_in_content_without_schema_are_accepted(string first, string second) =>
        AssertSameAsEngine(Sample.Policy(content: Profile($"<Extensions>{Journey(List("OrchestrationSteps", "<OrchestrationStep Order='{0}' />", first, second))}</Extensions>"))).Should().BeNull();

    [Fact]
    public void The_first_of_a_key_violation_and_another_error_is_reported()
    {
        const string Before = "<DocumentReferences bad='x' />";
        const string After = "<UserJourneys bad='x' />";

        AssertSameAsEngine(Sample.Policy(content: Before + DuplicatesByKey["UniqueClaimTypeId"]))!.Message.Should().Contain("'bad'");
        AssertSameAsEngine(Sample.Policy(content: DuplicatesByKey["UniqueClaimTypeId"] + After))!.Message.Should().Contain("UniqueClaimTypeId");
    }

    /// <summary>Mutates every element and attribute of the rule samples.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void A_mutated_file_has_the_same_result_as_in_the_engine(string rule)
    {
        var valid = XDocument.Parse(PolicyValidator.Rules.Single(candidate => candidate.Name == rule).ValidSample!.Files[^1], LoadOptions.PreserveWhitespace);
        var count = valid.Descendants().Count();
        var refused = 0;
        for (var i = 1; i < count; i++)
        {
            foreach (var mutate in Mutations)
            {
                var file = new XDocument(valid);
                mutate(file.Descendants().ElementAt(i));
                refused += AssertSameAsEngine(file.ToString(SaveOptions.DisableFormatting)) is null ? 0 : 1;
            }
        }

        refused.Should().BeGreaterThan(count);
    }

    private static IEnumerable<Action<XElement>> Mutations =>
    [
        element => element.Remove(),
        element => element.AddAfterSelf(new XElement(element)),
        element => element.Name = PolicyNamespace + "Unknown",
        element => element.Name = element.Name.LocalName,
        element => element.Add("text", new XElement(PolicyNamespace + "Unknown")),
        element => element.AddFirst(" \n"),
        element => element.RemoveNodes(),
        element => element.RemoveAttributes(),
        element => element.SetAttributeValue("Unknown", "x"),
        element => element.SetAttributeValue(PolicyNamespace + "Id", "x"),
        element => element.SetAttributeValue(XNamespace.Xml + "lang", "en"),
        element => element.SetAttributeValue(XsiNamespace + "nil", "true"),
        element => element.Attributes().ToList().ForEach(attribute => attribute.Value = ""),
        element => element.Attributes().ToList().ForEach(attribute => attribute.Value = " {Settings:Value} "),
        element => (element.NextNode as XElement ?? element).AddAfterSelf(element.ElementsBeforeSelf()),
    ];

    /// <summary>Returns the violation of a file, after checking that the validating reader reports the same.</summary>
    private static Finding? AssertSameAsEngine(string xml)
    {
        var violation = Sample.ReadDocument(xml).SchemaViolation;
        var engine = ValidateWithEngine(xml);
        (violation?.Message, violation?.Line, violation?.Column).Should().Be((engine?.Message, engine?.LineNumber, engine?.LinePosition), xml);
        return violation;
    }

    private static XmlSchemaException? ValidateWithEngine(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = CompiledSchemas });
        try
        {
            while (reader.Read())
            {
            }

            return null;
        }
        catch (XmlSchemaException violation)
        {
            return violation;
        }
    }

    private static XmlSchemaSet Compile()
    {
        var set = new XmlSchemaSet();
        set.Add(null, Xsd.CreateReader());
        set.Compile();
        return set;
    }

    private static Stream OpenXsd() => typeof(PolicyReader).Assembly.GetManifestResourceStream("TrustFrameworkPolicy.xsd")!;

    private static string List(string list, string item, string first = "x", string second = "x") =>
        $"<{list}>{item.Replace("{0}", first, StringComparison.Ordinal)}\n{item.Replace("{0}", second, StringComparison.Ordinal)}</{list}>";

    private static string Block(string list, string item) => $"<BuildingBlocks>{List(list, item)}</BuildingBlocks>";

    private static string Profile(string content) =>
        $"<ClaimsProviders><ClaimsProvider><DisplayName>Provider</DisplayName><TechnicalProfiles><TechnicalProfile Id='p'>{content}</TechnicalProfile></TechnicalProfiles></ClaimsProvider></ClaimsProviders>";

    private static string Journey(string content) => $"<UserJourneys><UserJourney Id='j'>{content}</UserJourney></UserJourneys>";

    private static string SubJourney(string content) => $"<SubJourneys><SubJourney Id='s' Type='Call'>{content}</SubJourney></SubJourneys>";

    private static string Exchanges(int order) =>
        $"<OrchestrationStep Order='{order}' Type='ClaimsExchange'><ClaimsExchanges><ClaimsExchange Id='x' TechnicalProfileReferenceId='p' /></ClaimsExchanges></OrchestrationStep>";
}
