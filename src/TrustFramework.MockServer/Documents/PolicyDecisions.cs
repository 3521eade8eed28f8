namespace TrustFramework.MockServer.Documents;

/// <summary>What was chosen in judging policies where the service's behaviour is unknown, and what is not judged at all.</summary>
internal static class PolicyDecisions
{
    public static readonly IReadOnlyList<(string Question, string Choice)> All =
    [
        ("`Validation=off`", "well-formed XML whose id is the request's and has its prefix; `schema` adds the schema, the tenant and the chain"),
        ("Order of asking among definitions", "duplicates in the file, keys, claim types, transformations, profiles, content, localization, journeys"),
        ("Prefix naming a step", "only for what a step names itself: exchange, issuer, content definition, candidate"),
        ("Names of transformation claims", "exact; methods without regard to case; methods that the table lacks are not judged, nor are parameters"),
        ("A selection's target in a called sub-journey", "counts as the journey's own"),
        ("Metadata keys, localized strings that stand twice", "by exact case"),
        ("A base counts as built in", "when it is missing and its id lacks `B2C_1A_`"),
        ("Page contracts", "any patch of a known version passes; unknown contracts are refused like unknown elements"),
        ("`UxElement` texts", "the union of all known ids, whatever the page; resources that no content definition names are not looked at"),
        ("A language twice", "only across files; the text's beginning is an issue's, its end ours"),
        ("A custom password without `DisableStrongPassword`", "a persisted `password` with predicates, or without a pattern; of reached profiles"),
        ("Steps not 1…n", "one finding a journey, sub-journeys too; the text is ours"),
        ("Several exchanges in the first step of a sub-journey", "pass, as in a step with selections of its own"),
        ("A journey whose SendClaims is in a sub-journey", "passes"),
        ("Several SendClaims", "refused without the default-issuer attribute only; steps behind SendClaims pass"),
        ("Claim flow", "the default journey alone, not those of endpoints; `DefaultValue=\"\"` counts; GetClaims and authorization profiles produce too"),
        ("Output claims of a relying party whose journey calls sub-journeys", "not asked for"),
        ("`SubjectNamingInfo`", "required; may name the claim's own id or a default partner name"),
        ("A provider's rules", "hold for profiles that the relying party reaches, through steps, sub-journeys, validation and display controls"),
        ("`extension_` attributes", "one finding a profile, for the first missing key; an empty value passes"),
        ("`AuthenticationType=None` outside of development", "of reached profiles; `DeploymentMode` `Debugging` passes"),
        ("REST: missing `SendClaimsIn`; http", "pass"),
        ("`ServiceUrl`", "an absolute http or https address, unless it holds a `{`"),
        ("`client_secret` of OpenIdConnect and OAuth2", "not asked with `response_types=id_token`, a `grant_type`, or `private_key_jwt`"),
        ("An issuer's keys", "asked of profiles that a step or a journey names as issuer"),
        ("Boolean metadata", "`1`, `0`, empty and values with `{` pass"),
        ("A restriction over another without `MergeBehavior`", "the child's stands alone when one is a pattern, else they meet by value"),
        ("The scenario `password-change` of the starter pack", "`PasswordChange.xml` is refused as it lies there: its Extensions replaces the one with `client_id` "
            + "(starterpack #124, azure-docs #107064)"),
    ];

    /// <summary>Rules that are known or likely and not enforced.</summary>
    public static readonly IReadOnlyList<(string Rule, string Why)> NotEnforced =
    [
        ("#21, culture names", "the service goes by its own Windows' list, which changes; the schema's pattern is kept"),
        ("#26, the extensions app", "there is no directory to look in"),
        ("#27, `Object reference not set…`", "accidents of the service"),
        ("90049 with a default issuer, 90050", "accepted policies contradict them"),
        ("90207, 90171, 90172, 90033", "unclear"),
        ("90256, 90257 (http)", "accepted policies contradict them"),
        ("90259, 95023", "their lists and patterns are not known"),
        ("90188, 90189, 90196, 90044, 90045", "said at run time"),
        ("Predicate methods; parameters of transformations", "never seen to be refused"),
        ("Texts of a certain page or page version", "the lists are not known"),
        ("What policy-rules 4 says not to enforce", "accepted policies break it, and tests keep it so"),
    ];

    /// <summary>Kinds of single mutation that pass, from <c>bench/mutate.cs</c>.</summary>
    public static readonly IReadOnlyList<(string Mutation, string Why)> UndetectedMutations =
    [
        ("display name changed or dropped; precondition dropped", "legal, and means something else"),
        ("selection dropped; claims exchange dropped", "legal while another is left"),
        ("input claim dropped or made optional; output claim dropped", "legal unless the flow of claims or the provider asks for it"),
        ("partner claim renamed", "names at the other side are only known for the directory"),
        ("data type changed", "only transformations say which type they want"),
        ("metadata item dropped or emptied; cryptographic key dropped", "most are optional, or said to be missing at run time"),
        ("protocol dropped", "only asked of profiles that a relying party reaches"),
        ("content definition, transformation or profile dropped that nothing refers to", "legal"),
        ("transformation method renamed", "the table of methods is not complete, and names are not in the schema"),
        ("handler renamed", "the list of handlers is not complete"),
        ("an input parameter doubled", "the schema allows it"),
    ];
}
