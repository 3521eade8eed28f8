using System.Collections.Frozen;
using System.Globalization;

namespace TrustFramework.Engine.Journeys;

/// <summary>
/// The Windows language ids (LCIDs) of the languages that the service's pages have. The program contains no culture data, so .NET does not know them.
/// </summary>
internal static class LanguageIds
{
    private const string Table = """
        ar=1 ar-SA=1025 bn=69 bn-IN=1093 cs=5 cs-CZ=1029 da=6 da-DK=1030
        de=7 de-DE=1031 de-AT=3079 de-CH=2055 el=8 el-GR=1032
        en=9 en-US=1033 en-GB=2057 en-AU=3081 en-CA=4105 en-IN=16393
        es=10 es-ES=3082 es-MX=2058 fi=11 fi-FI=1035 fr=12 fr-FR=1036 fr-CA=3084
        gu=71 gu-IN=1095 hi=57 hi-IN=1081 hr=26 hr-HR=1050 hu=14 hu-HU=1038
        id=33 id-ID=1057 it=16 it-IT=1040 ja=17 ja-JP=1041 kn=75 kn-IN=1099
        ko=18 ko-KR=1042 ml=76 ml-IN=1100 mr=78 mr-IN=1102 ms=62 ms-MY=1086
        nb=31764 nb-NO=1044 nl=19 nl-NL=1043 pa=70 pa-IN=1094 pl=21 pl-PL=1045
        pt=22 pt-BR=1046 pt-PT=2070 ro=24 ro-RO=1048 ru=25 ru-RU=1049 sk=27 sk-SK=1051
        sv=29 sv-SE=1053 ta=73 ta-IN=1097 te=74 te-IN=1098 th=30 th-TH=1054
        tr=31 tr-TR=1055 vi=42 vi-VN=1066 zh-Hans=4 zh-CN=2052 zh-Hant=31748 zh-TW=1028
        """;

    private static readonly FrozenDictionary<string, int> ByTag = Table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('='))
        .ToFrozenDictionary(entry => entry[0], entry => int.Parse(entry[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the id of a language tag; null for one that is not in the list.</summary>
    public static int? Find(string tag) => ByTag.TryGetValue(tag, out var id) ? id : null;
}
