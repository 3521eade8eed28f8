#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Single mutations of a starter-pack chain, by kind: how many are refused when the file itself or one of its children is uploaded.
// What is accepted is printed with an example, to be explained in docs/fidelity.md or to become a rule.
//   dotnet run -c Release bench/mutate.cs -- FOLDER [PER_KIND]
using System.Xml.Linq;
using TrustFramework.PolicyXml;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Name the folder of a chain.");
    return 2;
}

var perKind = args.Length > 1 ? int.Parse(args[1], null) : 20;
XNamespace ns = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal)
    .Select(file => (Name: Path.GetFileName(file), Xml: XDocument.Load(file, LoadOptions.PreserveWhitespace))).ToList();
var keys = files.SelectMany(file => file.Xml.Descendants().Attributes("StorageReferenceId")).Select(id => id.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

var kinds = new (string Kind, Func<XElement, bool> Takes, Action<XElement> Mutate)[]
{
    ("claim type dropped", Named("ClaimType"), Drop),
    ("technical profile dropped", e => Named("TechnicalProfile")(e) && e.Parent!.Name.LocalName == "TechnicalProfiles", Drop),
    ("claims transformation dropped", Named("ClaimsTransformation"), Drop),
    ("content definition dropped", Named("ContentDefinition"), Drop),
    ("predicate dropped", Named("Predicate"), Drop),
    ("user journey dropped", Named("UserJourney"), Drop),
    ("step dropped", Named("OrchestrationStep"), Drop),
    ("claims exchange dropped", Named("ClaimsExchange"), Drop),
    ("selection dropped", Named("ClaimsProviderSelection"), Drop),
    ("protocol dropped", Named("Protocol", "TechnicalProfile"), Drop),
    ("input claim dropped", Named("InputClaim"), Drop),
    ("output claim dropped", Named("OutputClaim"), Drop),
    ("metadata item dropped", Named("Item", "Metadata"), Drop),
    ("cryptographic key dropped", Named("Key", "CryptographicKeys"), Drop),
    ("data type dropped", Named("DataType"), Drop),
    ("LoadUri, RecoveryUri or DataUri dropped", e => e.Name.LocalName is "LoadUri" or "RecoveryUri" or "DataUri", Drop),
    ("claim reference renamed", Has("ClaimTypeReferenceId"), Rename("ClaimTypeReferenceId")),
    ("technical profile reference renamed", Has("TechnicalProfileReferenceId"), Rename("TechnicalProfileReferenceId")),
    ("ReferenceId renamed", Has("ReferenceId"), Rename("ReferenceId")),
    ("content definition reference renamed", Has("ContentDefinitionReferenceId"), Rename("ContentDefinitionReferenceId")),
    ("issuer renamed", Has("CpimIssuerTechnicalProfileReferenceId"), Rename("CpimIssuerTechnicalProfileReferenceId")),
    ("issuer dropped", Has("CpimIssuerTechnicalProfileReferenceId"), e => e.Attribute("CpimIssuerTechnicalProfileReferenceId")!.Remove()),
    ("selection target renamed", Has("TargetClaimsExchangeId"), Rename("TargetClaimsExchangeId")),
    ("key set renamed", Has("StorageReferenceId"), Rename("StorageReferenceId")),
    ("transformation claim renamed", Has("TransformationClaimType"), Rename("TransformationClaimType")),
    ("transformation method renamed", Has("TransformationMethod"), Rename("TransformationMethod")),
    ("predicate reference renamed", e => e.Name.LocalName is "PredicateReference" or "PredicateValidationReference", Rename("Id")),
    ("handler renamed", Has("Handler"), Rename("Handler")),
    ("element duplicated", e => e.Attribute("Id") is not null, e => e.AddAfterSelf(new XElement(e))),
    ("neighbours swapped", e => e.ElementsAfterSelf().FirstOrDefault() is { } next && next.Name != e.Name, Swap),
    ("order changed", Has("Order"), e => e.SetAttributeValue("Order", 17)),
    ("step type changed", Named("OrchestrationStep"), e => e.SetAttributeValue("Type", e.Attribute("Type")!.Value == "SendClaims" ? "ClaimsExchange" : "SendClaims")),
    ("metadata value emptied", Named("Item", "Metadata"), e => e.Value = ""),
    ("data type changed", Named("DataType"), e => e.Value = e.Value == "string" ? "boolean" : "string"),
    ("data type unknown", Named("DataType"), e => e.Value = "bool"),
    ("page version unknown", Named("DataUri"), e => e.Value = e.Value[..e.Value.LastIndexOf(':')] + ":9.9.9"),
    ("boolean misspelt", Has("Required"), e => e.SetAttributeValue("Required", "yes")),
    ("id dropped", e => e.Attribute("Id") is not null, e => e.Attribute("Id")!.Remove()),
    ("attribute unknown", e => e.HasAttributes && e.Parent is not null, e => e.SetAttributeValue("Colour", "red")),
    ("element unknown", e => e.HasElements, e => e.AddFirst(new XElement(ns + "Colour"))),
    ("text added", e => e.HasElements && e.Parent is not null, e => e.AddFirst("text")),
    ("base renamed", Named("PolicyId", "BasePolicy"), e => e.Value += "X"),
    ("tenant changed", Has("PolicySchemaVersion"), e => e.SetAttributeValue("TenantId", "other.onmicrosoft.com")),
    ("display name dropped", Named("DisplayName"), Drop),
    ("display name changed", Named("DisplayName"), e => e.Value += "!"),
    ("precondition dropped", Named("Precondition"), Drop),
    ("partner claim renamed", Has("PartnerClaimType"), Rename("PartnerClaimType")),
    ("required claim made optional", Has("Required"), e => e.Attribute("Required")!.Remove()),
};

var (all, stopped) = (0, 0);
Console.WriteLine("| Mutation | Tried | Refused | Accepted, for example |");
Console.WriteLine("|---|---|---|---|");
foreach (var (kind, takes, mutate) in kinds)
{
    var places = files.SelectMany((file, i) => file.Xml.Descendants().Select((element, at) => (File: i, At: at, Element: element)).Where(place => takes(place.Element))).ToList();
    // Spread over all of them, the same ones in every run.
    var tried = Enumerable.Range(0, Math.Min(perKind, places.Count)).Select(i => places[(int)((long)i * places.Count / Math.Min(perKind, places.Count))]).ToList();
    var (refused, example) = (0, "");
    foreach (var (file, at, element) in tried)
    {
        var copy = new XDocument(files[file].Xml);
        mutate(copy.Descendants().ElementAt(at));
        if (IsRefused(file, copy))
            refused++;
        else if (example.Length == 0)
            example = $"{files[file].Name}: {element.Name.LocalName} {string.Join(' ', element.Attributes().Where(a => !a.IsNamespaceDeclaration).Take(2))}";
    }

    Console.WriteLine($"| {kind} | {tried.Count} | {refused} | {example} |");
    (all, stopped) = (all + tried.Count, stopped + refused);
}

Console.WriteLine();
Console.WriteLine($"{all} mutations of {kinds.Length} kinds, {stopped} refused");
return 0;

static Func<XElement, bool> Named(string name, string? parent = null) =>
    element => element.Name.LocalName == name && (parent is null || element.Parent?.Name.LocalName == parent);

static Func<XElement, bool> Has(string attribute) => element => element.Attribute(attribute) is not null;

static Action<XElement> Rename(string attribute) => element => element.SetAttributeValue(attribute, element.Attribute(attribute)!.Value + "X");

static void Drop(XElement element)
{
    // A list that would be left empty goes with its last item: that is what an author would do.
    var parent = element.Parent!;
    element.Remove();
    if (!parent.HasElements && parent.Parent is not null && parent.Name.LocalName is not ("TechnicalProfiles" or "TrustFrameworkPolicy"))
        parent.Remove();
}

static void Swap(XElement element)
{
    var next = element.ElementsAfterSelf().First();
    next.Remove();
    element.AddBeforeSelf(next);
}

bool IsRefused(int mutated, XDocument copy)
{
    var documents = files.Select((file, i) => PolicyReader.Read(System.Text.Encoding.UTF8.GetBytes((i == mutated ? copy : file.Xml).ToString(SaveOptions.DisableFormatting)))).ToList();
    if (documents[mutated].Document is not { } own)
        return true;
    var held = documents.Where(reading => reading.Document is not null).ToDictionary(reading => reading.Document!.PolicyId, reading => reading.Document!, PolicyDocument.IdComparer);
    return documents.Any(reading =>
    {
        var chain = PolicyChain.From(reading.Document!);
        while (chain.End == ChainEnd.Open)
            chain = chain.Add(held.GetValueOrDefault(chain.Wanted!));
        var concerned = reading.Document == own || chain.Ancestors.Contains(own);
        return concerned && chain.Ancestors.All(policy => policy.Root is not null) && !PolicyJudge.Judge(new PolicyCase
        {
            Reading = reading,
            Chain = chain,
            Home = new PolicyHome("none", "yourtenant.onmicrosoft.com"),
            KeySets = keys,
        }).Accepted;
    });
}
