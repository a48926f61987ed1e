/* What the native part of Jazzer.js 4.0.0 takes from glibc 2.38 and libstdc++ 13, for systems that have older ones (Debian 12): the
   same functions by their old names. libstdc++ starts its streams by itself where the last one is missing. */

long strtol(const char *text, char **end, int radix);
unsigned long strtoul(const char *text, char **end, int radix);

long __isoc23_strtol(const char *text, char **end, int radix) { return strtol(text, end, radix); }

unsigned long __isoc23_strtoul(const char *text, char **end, int radix) {
  return strtoul(text, end, radix);
}

void _ZSt21ios_base_library_initv(void) {}
