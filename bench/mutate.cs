#:project ../src/TrustFramework.PolicyXml/TrustFramework.PolicyXml.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
// Mutates the files of a starter pack chain and prints, for each kind of mutation, how many are rejected, or accepted with a warning, when the
// file itself or one of its children is uploaded. Prints an example of each accepted kind, which docs/fidelity.md explains or which requires a new rule.
//   dotnet run -c Release bench/mutate.cs -- FOLDER [PER_KIND]
using System.Xml.Linq;
using TrustFramework.PolicyXml;

if (args is not [var folder, ..])
{
    Console.Error.WriteLine("Usage: mutate.cs FOLDER [PER_KIND]");
    return 2;
}

var perKind = args.Length > 1 ? int.Parse(args[1], null) : 20;
XNamespace ns = "http://schemas.microsoft.com/online/cpim/schemas/2013/06";
var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal)
    .Select(file => (Name: Path.GetFileName(file), Xml: XDocument.Load(file, LoadOptions.PreserveWhitespace))).ToList();
var keys = files.SelectMany(file => file.Xml.Descendants().Attributes("StorageReferenceId")).Select(id => id.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

var kinds = new (string Kind, Func<XElement, bool> AppliesTo, Action<XElement> Mutate)[]
{
    ("claim type removed", Named("ClaimType"), Remove),
    ("technical profile removed", e => Named("TechnicalProfile")(e) && e.Parent!.Name.LocalName == "TechnicalProfiles", Remove),
    ("claims transformation removed", Named("ClaimsTransformation"), Remove),
    ("content definition removed", Named("ContentDefinition"), Remove),
    ("predicate removed", Named("Predicate"), Remove),
    ("user journey removed", Named("UserJourney"), Remove),
    ("step removed", Named("OrchestrationStep"), Remove),
    ("claims exchange removed", Named("ClaimsExchange"), Remove),
    ("selection removed", Named("ClaimsProviderSelection"), Remove),
    ("protocol removed", Named("Protocol", "TechnicalProfile"), Remove),
    ("input claim removed", Named("InputClaim"), Remove),
    ("output claim removed", Named("OutputClaim"), Remove),
    ("metadata item removed", Named("Item", "Metadata"), Remove),
    ("cryptographic key removed", Named("Key", "CryptographicKeys"), Remove),
    ("data type removed", Named("DataType"), Remove),
    ("LoadUri, RecoveryUri or DataUri removed", e => e.Name.LocalName is "LoadUri" or "RecoveryUri" or "DataUri", Remove),
    ("claim reference renamed", Has("ClaimTypeReferenceId"), Rename("ClaimTypeReferenceId")),
    ("technical profile reference renamed", Has("TechnicalProfileReferenceId"), Rename("TechnicalProfileReferenceId")),
    ("ReferenceId renamed", Has("ReferenceId"), Rename("ReferenceId")),
    ("content definition reference renamed", Has("ContentDefinitionReferenceId"), Rename("ContentDefinitionReferenceId")),
    ("issuer renamed", Has("CpimIssuerTechnicalProfileReferenceId"), Rename("CpimIssuerTechnicalProfileReferenceId")),
    ("issuer removed", Has("CpimIssuerTechnicalProfileReferenceId"), e => e.Attribute("CpimIssuerTechnicalProfileReferenceId")!.Remove()),
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
    ("Boolean invalid", Has("Required"), e => e.SetAttributeValue("Required", "yes")),
    ("id removed", e => e.Attribute("Id") is not null, e => e.Attribute("Id")!.Remove()),
    ("attribute unknown", e => e.HasAttributes && e.Parent is not null, e => e.SetAttributeValue("Colour", "red")),
    ("element unknown", e => e.HasElements, e => e.AddFirst(new XElement(ns + "Colour"))),
    ("text added", e => e.HasElements && e.Parent is not null, e => e.AddFirst("text")),
    ("base renamed", Named("PolicyId", "BasePolicy"), e => e.Value += "X"),
    ("tenant changed", Has("PolicySchemaVersion"), e => e.SetAttributeValue("TenantId", "other.onmicrosoft.com")),
    ("display name removed", Named("DisplayName"), Remove),
    ("display name changed", Named("DisplayName"), e => e.Value += "!"),
    ("precondition removed", Named("Precondition"), Remove),
    ("partner claim renamed", Has("PartnerClaimType"), Rename("PartnerClaimType")),
    ("required claim made optional", Has("Required"), e => e.Attribute("Required")!.Remove()),
};

var (total, totalRejected, totalWarned) = (0, 0, 0);
Console.WriteLine("| Mutation | Count | Rejected | Warning | Accepted example |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (kind, appliesTo, mutate) in kinds)
{
    var candidates = files.SelectMany((file, i) => file.Xml.Descendants().Select((element, index) => (File: i, Index: index, Element: element)).Where(candidate => appliesTo(candidate.Element))).ToList();
    // Evenly distributed, and the same in every run.
    var selected = Enumerable.Range(0, Math.Min(perKind, candidates.Count)).Select(i => candidates[(int)((long)i * candidates.Count / Math.Min(perKind, candidates.Count))]).ToList();
    var (rejected, warned, example) = (0, 0, "");
    foreach (var (file, index, element) in selected)
    {
        var copy = new XDocument(files[file].Xml);
        mutate(copy.Descendants().ElementAt(index));
        var results = Validate(file, copy);
        if (results is null || results.Exists(result => !result.IsValid))
            rejected++;
        else if (results.Exists(result => !result.Warnings.IsEmpty))
            warned++;
        else if (example.Length == 0)
            example = $"{files[file].Name}: {element.Name.LocalName} {string.Join(' ', element.Attributes().Where(a => !a.IsNamespaceDeclaration).Take(2))}";
    }

    Console.WriteLine($"| {kind} | {selected.Count} | {rejected} | {warned} | {example} |");
    (total, totalRejected, totalWarned) = (total + selected.Count, totalRejected + rejected, totalWarned + warned);
}

Console.WriteLine();
Console.WriteLine($"{total} mutations of {kinds.Length} kinds, {totalRejected} rejected, {totalWarned} accepted with a warning");
return 0;

static Func<XElement, bool> Named(string name, string? parent = null) =>
    element => element.Name.LocalName == name && (parent is null || element.Parent?.Name.LocalName == parent);

static Func<XElement, bool> Has(string attribute) => element => element.Attribute(attribute) is not null;

static Action<XElement> Rename(string attribute) => element => element.SetAttributeValue(attribute, element.Attribute(attribute)!.Value + "X");

static void Remove(XElement element)
{
    // Removes a list together with its last item, as an author would.
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

// The results of the mutated file and its children; null when the file is not XML or has no policy.
List<ValidationResult>? Validate(int mutatedFile, XDocument mutated)
{
    var results = files.Select((file, i) => PolicyReader.Read(System.Text.Encoding.UTF8.GetBytes((i == mutatedFile ? mutated : file.Xml).ToString(SaveOptions.DisableFormatting)))).ToList();
    if (!results[mutatedFile].TryGetValue(out var document, out _))
        return null;
    var policies = results.ToDictionary(result => result.Value.PolicyId, result => result.Value, PolicyDocument.IdComparer);
    return [.. policies.Values.Select(policy => PolicyChain.Load(policy, id => policies.GetValueOrDefault(id)))
        .Where(chain => chain.Policies.Contains(document) && chain.Ancestors.All(policy => policy.Root is not null))
        .Select(chain => PolicyValidator.Validate(new ValidationContext
        {
            Chain = chain,
            TargetTenant = new TargetTenant("none", "yourtenant.onmicrosoft.com"),
            KeySets = keys,
        }))];
}
