using System.Xml.Linq;

namespace TrustFramework.PolicyXml.Tests;

/// <summary>
/// Generated chains of three files: base, extension and relying party. Each part of the policy is in a random file that may contain it, so the
/// chains are valid by construction. With a mistake, each of them is refused or has a warning.
/// </summary>
public sealed class GeneratedChainTests
{
    private const int Chains = 200;

    private static readonly XNamespace Namespace = Sample.Namespace;

    private const string Transformation =
        """
        <ClaimsTransformation Id="Greet" TransformationMethod="CreateStringClaim">
          <InputParameters><InputParameter Id="value" DataType="string" Value="x" /></InputParameters>
          <OutputClaims><OutputClaim ClaimTypeReferenceId="email" TransformationClaimType="createdClaim" /></OutputClaims>
        </ClaimsTransformation>
        """;

    private const string Addresses = "<LoadUri>~/page.html</LoadUri><RecoveryUri>~/error.html</RecoveryUri>";
    private const string DataUri = "<DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7</DataUri>";

    private const string SelfAsserted =
        """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />""";

    private const string PageMetadata = """<Metadata><Item Key="ContentDefinitionReferenceId">api.page</Item></Metadata>""";

    private const string AskClaims =
        """
        <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /></OutputClaims>
        <OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="Greet" /></OutputClaimsTransformations>
        """;

    private const string Directory =
        """<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.AzureActiveDirectoryProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />""";

    private const string ReadContent =
        """
        <Metadata><Item Key="Operation">Read</Item></Metadata>
        <InputClaims><InputClaim ClaimTypeReferenceId="email" PartnerClaimType="signInNames.emailAddress" /></InputClaims>
        <OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" /></OutputClaims>
        <IncludeTechnicalProfile ReferenceId="AAD-Common" />
        """;

    private const string Issuer =
        $"""
        <Protocol Name="None" /><OutputTokenFormat>JWT</OutputTokenFormat>
        <Metadata><Item Key="client_id">service:te</Item><Item Key="id_token_lifetime_secs">3600</Item></Metadata>
        <CryptographicKeys>
          <Key Id="issuer_secret" StorageReferenceId="{RuleSample.KeySet}" /><Key Id="issuer_refresh_token_key" StorageReferenceId="{RuleSample.KeySet}" />
        </CryptographicKeys>
        """;

    private const string AskStep =
        """
        <OrchestrationStep Order="1" Type="ClaimsExchange">
          <Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>email</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>
          <ClaimsExchanges><ClaimsExchange Id="AskExchange" TechnicalProfileReferenceId="Ask" /></ClaimsExchanges>
        </OrchestrationStep>
        """;

    private const string OtherSteps =
        """
        <OrchestrationStep Order="2" Type="ClaimsExchange">
          <ClaimsExchanges><ClaimsExchange Id="ReadExchange" TechnicalProfileReferenceId="Read" /></ClaimsExchanges>
        </OrchestrationStep>
        <OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Issuer" />
        """;

    private const string RelyingParty =
        """
        <RelyingParty><DefaultUserJourney ReferenceId="SignIn" />
          <UserJourneyBehaviors><SessionExpiryInSeconds>3600</SessionExpiryInSeconds></UserJourneyBehaviors>
          <TechnicalProfile Id="PolicyProfile"><DisplayName>PolicyProfile</DisplayName><Protocol Name="OpenIdConnect" />
            <OutputClaims><OutputClaim ClaimTypeReferenceId="email" /><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /></OutputClaims>
            <SubjectNamingInfo ClaimType="sub" />
          </TechnicalProfile>
        </RelyingParty>
        """;

    private static readonly (string Name, Action<XElement[]> Make)[] Mistakes =
    [
        ("claim type removed", files => Find(files, "ClaimType", "email").Remove()),
        ("claim type without data type", files => Find(files, "ClaimType", "email").Element(Namespace + "DataType")!.Remove()),
        ("data type unknown", files => Find(files, "ClaimType", "email").Element(Namespace + "DataType")!.Value = "text"),
        ("claim type twice", files => Duplicate(Find(files, "ClaimType", "email"))),
        ("profile removed", files => Find(files, "TechnicalProfile", "Ask").Remove()),
        ("profile without display name", files => Find(files, "TechnicalProfile", "Ask").Element(Namespace + "DisplayName")!.Remove()),
        ("profile without protocol", files => Find(files, "TechnicalProfile", "Ask").Element(Namespace + "Protocol")!.Remove()),
        ("handler unknown", files => Set(Find(files, "TechnicalProfile", "Ask").Element(Namespace + "Protocol")!, "Handler", "Web.TPEngine.Providers.NoSuchProvider, Web.TPEngine")),
        ("handler missing", files => Find(files, "TechnicalProfile", "Ask").Element(Namespace + "Protocol")!.Attribute("Handler")!.Remove()),
        ("output claim undefined", files => Set(Find(files, "TechnicalProfile", "Ask").Descendants(Namespace + "OutputClaim").First(), "ClaimTypeReferenceId", "nobody")),
        ("content definition undefined", files => Item(files, "ContentDefinitionReferenceId").Value = "api.nowhere"),
        ("content definition without page", files => Named(files, "DataUri").Remove()),
        ("page version unknown", files => Named(files, "DataUri").Value = "urn:com:microsoft:aad:b2c:elements:contract:selfasserted:9.0.0"),
        ("transformation undefined", files => Set(Named(files, "OutputClaimsTransformation"), "ReferenceId", "Nothing")),
        ("transformation method unknown", files => Set(Find(files, "ClaimsTransformation", "Greet"), "TransformationMethod", "CreateText")),
        ("transformation parameter unknown", files => Set(Named(files, "InputParameter"), "Id", "text")),
        ("transformation parameter of another type", files => Set(Named(files, "InputParameter"), "DataType", "int")),
        ("transformation claim unknown", files => Set(Find(files, "ClaimsTransformation", "Greet").Descendants(Namespace + "OutputClaim").First(), "TransformationClaimType", "text")),
        ("included profile undefined", files => Set(Named(files, "IncludeTechnicalProfile"), "ReferenceId", "Nothing")),
        ("profile includes itself", files => Set(Named(files, "IncludeTechnicalProfile"), "ReferenceId", "Read")),
        ("key set undefined", files => Set(Named(files, "Key"), "StorageReferenceId", "B2C_1A_Nothing")),
        ("key set id empty", files => Set(Named(files, "Key"), "StorageReferenceId", "")),
        ("issuer lifetime out of range", files => Item(files, "id_token_lifetime_secs").Value = "60"),
        ("operation unknown", files => Item(files, "Operation").Value = "Fetch"),
        ("step removed", files => Steps(files).First(step => (string?)step.Attribute("Order") == "1").Remove()),
        ("step order changed", files => Set(Steps(files).First(step => (string?)step.Attribute("Order") == "1"), "Order", "9")),
        ("exchange undefined", files => Set(Named(files, "ClaimsExchange"), "TechnicalProfileReferenceId", "Nothing")),
        ("step without issuer", files => Steps(files).First(step => (string?)step.Attribute("Type") == "SendClaims").Attribute("CpimIssuerTechnicalProfileReferenceId")!.Remove()),
        ("precondition on an undefined claim", files => Named(files, "Value").Value = "nobody"),
        ("journey undefined", files => Set(Named(files, "DefaultUserJourney"), "ReferenceId", "Nothing")),
        ("subject is no output claim", files => Set(Named(files, "SubjectNamingInfo"), "ClaimType", "nobody")),
        ("session too short", files => Named(files, "SessionExpiryInSeconds").Value = "60"),
        ("neighbours in the wrong order", files => { var first = Named(files, "DefaultUserJourney"); var next = first.ElementsAfterSelf().First(); first.Remove(); next.AddAfterSelf(first); }),
    ];

    public static TheoryData<string> MistakeNames() => [.. Mistakes.Select(mistake => mistake.Name)];

    [Fact]
    public void Chains_that_are_valid_by_construction_are_accepted()
    {
        for (var seed = 0; seed < Chains; seed++)
            Validate(Generate(seed)).SelectMany(result => result.Findings).Should().BeEmpty("of chain {0}", seed);
    }

    [Theory]
    [MemberData(nameof(MistakeNames))]
    public void A_chain_with_a_mistake_is_refused_or_has_a_warning(string name)
    {
        var make = Mistakes.Single(mistake => mistake.Name == name).Make;
        for (var seed = 0; seed < Chains; seed += 20)
        {
            var files = Generate(seed);
            var before = Validate(files).Sum(result => result.Warnings.Length);
            make(files);

            var results = Validate(files);

            (results.Exists(result => !result.IsValid) || results.Sum(result => result.Warnings.Length) > before).Should().BeTrue("of chain {0}", seed);
        }
    }

    /// <summary>The results of uploading the files in order. The first refusal is the last result, because it makes the other uploads impossible.</summary>
    private static List<ValidationResult> Validate(XElement[] files)
    {
        var documents = files.Select(file => Sample.ReadDocument(file.ToString())).ToList();
        var results = new List<ValidationResult>();
        while (results.Count < documents.Count && results.TrueForAll(result => result.IsValid))
        {
            results.Add(PolicyValidator.Validate(new ValidationContext
            {
                Chain = Sample.LoadChain(documents[results.Count], documents),
                TargetTenant = new TargetTenant(Sample.ObjectId, Sample.Domain),
                KeySets = new HashSet<string>([RuleSample.KeySet], StringComparer.OrdinalIgnoreCase),
            }));
        }

        return results;
    }

    /// <summary>Distributes the parts of a complete policy over a base policy, an extension and a relying party.</summary>
    private static XElement[] Generate(int seed)
    {
        var random = new Random(seed);
        var files = Enumerable.Range(0, 3).Select(_ => new Sections()).ToArray();

        // A part is in a file that is not before the files that define what it refers to.
        int Place(params int[] dependencies) => random.Next(dependencies.DefaultIfEmpty(0).Max(), 3);

        // An element is in one file, or a later file completes it.
        int Split(int from, Action<Sections> whole, Action<Sections> start, Action<Sections> rest)
        {
            var (first, second) = (Place(from), Place(from));
            if (first >= second)
            {
                whole(files[first]);
                return first;
            }

            start(files[first]);
            rest(files[second]);
            return second;
        }

        var claims = Place();
        files[claims].ClaimTypes += ClaimType("objectId") + ClaimType("email");
        var transformation = Place(claims);
        files[transformation].Transformations += Transformation;
        Split(0,
            file => file.Pages += Page("api.page", Addresses + DataUri), file => file.Pages += Page("api.page", Addresses), file => file.Pages += Page("API.page", DataUri));
        var ask = Split(Math.Max(claims, transformation),
            file => file.Profiles += Profile("Ask", SelfAsserted + PageMetadata + AskClaims),
            file => file.Profiles += Profile("Ask", SelfAsserted + AskClaims),
            file => file.Profiles += $"""<TechnicalProfile Id="ask">{PageMetadata}</TechnicalProfile>""");
        var common = Place();
        files[common].Profiles += Profile("AAD-Common", Directory);
        var read = Place(claims, common);
        files[read].Profiles += $"""<TechnicalProfile Id="Read">{ReadContent}</TechnicalProfile>""";
        var issuer = Place();
        files[issuer].Profiles += Profile("Issuer", Issuer);
        Split(new[] { ask, read, issuer }.Max(),
            file => file.Journeys += Journey("SignIn", AskStep + OtherSteps), file => file.Journeys += Journey("SignIn", OtherSteps), file => file.Journeys += Journey("signin", AskStep));
        files[2].RelyingParty = RelyingParty;
        return [.. files.Select((file, i) => XElement.Parse(RuleSample.CreateFile($"B2C_1A_File{i}", i == 0 ? null : $"B2C_1A_File{i - 1}", file.ToString())))];
    }

    private static string ClaimType(string id) => $"""<ClaimType Id="{id}"><DisplayName>{id}</DisplayName><DataType>string</DataType></ClaimType>""";

    private static string Page(string id, string content) => $"""<ContentDefinition Id="{id}">{content}</ContentDefinition>""";

    private static string Profile(string id, string content) => $"""<TechnicalProfile Id="{id}"><DisplayName>{id}</DisplayName>{content}</TechnicalProfile>""";

    private static string Journey(string id, string steps) => $"""<UserJourney Id="{id}"><OrchestrationSteps>{steps}</OrchestrationSteps></UserJourney>""";

    private static XElement Find(XElement[] files, string element, string id) => files.Descendants(Namespace + element).First(candidate => (string?)candidate.Attribute("Id") == id);

    private static XElement Named(XElement[] files, string element) => files.Descendants(Namespace + element).First();

    private static XElement Item(XElement[] files, string key) => files.Descendants(Namespace + "Item").First(item => (string?)item.Attribute("Key") == key);

    private static IEnumerable<XElement> Steps(XElement[] files) => files.Descendants(Namespace + "OrchestrationStep");

    private static void Set(XElement element, string attribute, string value) => element.SetAttributeValue(attribute, value);

    private static void Duplicate(XElement element) => element.AddAfterSelf(new XElement(element));

    /// <summary>The content of a file, in the order of the schema.</summary>
    private sealed class Sections
    {
        public string ClaimTypes { get; set; } = "";

        public string Transformations { get; set; } = "";

        public string Pages { get; set; } = "";

        public string Profiles { get; set; } = "";

        public string Journeys { get; set; } = "";

        public string RelyingParty { get; set; } = "";

        public override string ToString()
        {
            var blocks = Wrap("ClaimsSchema", ClaimTypes) + Wrap("ClaimsTransformations", Transformations) + Wrap("ContentDefinitions", Pages);
            return Wrap("BuildingBlocks", blocks)
                + (Profiles.Length == 0 ? "" : $"<ClaimsProviders><ClaimsProvider><DisplayName>Any</DisplayName><TechnicalProfiles>{Profiles}</TechnicalProfiles></ClaimsProvider></ClaimsProviders>")
                + Wrap("UserJourneys", Journeys) + RelyingParty;
        }

        private static string Wrap(string name, string content) => content.Length == 0 ? "" : $"<{name}>{content}</{name}>";
    }
}
