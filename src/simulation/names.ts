import type { Random } from './random.js';

export type Culture = keyof typeof names;

/** Some people carry names of two cultures. */
const MIXED = 0.12;

/** A given and a family name, mostly of one culture. */
export function madeUpName(random: Random, culture: Culture): { readonly given: string; readonly family: string } {
  const family = random.chance(MIXED) ? random.pick(cultures) : culture;
  return { given: random.pick(names[culture].given), family: random.pick(names[family].family) };
}

const words = (text: string) => text.split(' ');

const names = {
  english: {
    given: words(
      'Alice Amber Arthur Beth Callum Clara Colin Daisy Duncan Edith Frank Gareth Grace Harvey Hazel Imogen Ivy Jack Joan Kieran Leah Malcolm Nora Oscar Poppy Rhys Rosie Stuart Tess Walter',
    ),
    family: words(
      'Abbott Ashworth Barlow Bennett Calloway Carver Dawson Ellery Fairfax Fletcher Gallagher Hartley Holloway Inglis Jarvis Kendrick Langley Marlow Nettleton Osborne Pembroke Quigley Radcliffe Sheldon Tennant Underhill Vickers Whitaker Yardley Thackeray',
    ),
  },
  german: {
    given: words('Anke Bernd Birgit Dieter Elke Emil Friederike Hannes Jonas Jürgen Katja Lena Matthias Svenja Uwe'),
    family: words(
      'Ahrens Baumann Dietrich Eberhardt Falkenberg Grünwald Hoffmeister Jansen Kessler Lindner Morgenroth Neuhaus Petersen Reinhardt Schönfeld Steinbach Vogelsang Wiesner Zeller Brandt',
    ),
  },
  polish: {
    given: words('Agnieszka Bartosz Dorota Ewa Grzegorz Halina Jacek Kinga Łukasz Magda Paweł Stanisław Zofia'),
    family: words(
      'Adamczyk Bielecki Czarnecka Dudek Grabowska Jabłoński Kaczmarek Lisowska Malinowski Nowicka Olszewski Pawlak Rutkowska Sobczak Wróbel Zawadzki',
    ),
  },
  indian: {
    given: words(
      'Aditi Arjun Bhavana Chetan Deepa Farhan Gayatri Harish Ishaan Kavya Lakshmi Manoj Nandini Prakash Rohan Sunita Tara Vikram',
    ),
    family: words(
      'Acharya Bhatt Chandran Deshpande Gowda Hegde Iyer Joshi Kulkarni Menon Naidu Pillai Ramaswamy Shetty Thakur Varma Banerjee Kapoor',
    ),
  },
  chinese: {
    given: words('Bo Chun Fang Hao Hui Jian Jing Lan Mei Ning Qiang Rong Shan Wei Xiu Yan Zhen'),
    family: words('Cai Chen Deng Fong Goh Huang Jiang Koh Liang Lim Ong Qian Sim Tan Teo Wong Xu Zhao'),
  },
  malay: {
    given: words('Aisyah Azlan Farid Hafiz Iskandar Nurul Rahim Salmah Siti Zainab'),
    family: words('Abdullah Bakar Hamzah Ibrahim Ismail Osman Rashid Sulaiman Yusof Zulkifli'),
  },
  portuguese: {
    given: words(
      'Ana Beatriz Caio Cláudia Davi Fernanda Gustavo Helena João Larissa Mateus Renata Sérgio Thiago Vitória',
    ),
    family: words(
      'Almeida Barbosa Cardoso Correia Duarte Esteves Ferreira Guimarães Lacerda Machado Moreira Nogueira Peixoto Queiroz Ribeiro Tavares Vasconcelos',
    ),
  },
  spanish: {
    given: words('Alma Carlos Dolores Elena Gonzalo Inés Javier Lucía Marisol Pablo Raúl Teresa'),
    family: words('Aguilar Benítez Castillo Delgado Espinoza Fuentes Herrera Ibarra Mendoza Navarro Ortega Salazar'),
  },
  japanese: {
    given: words('Akira Chiyo Daichi Emi Haruto Kaori Kenji Mio Naoki Reiko Sakura Shigeru Takumi Yui'),
    family: words(
      'Aoki Fujimoto Hayashi Ishikawa Kobayashi Matsuda Nakajima Ogawa Sakamoto Shimizu Takeda Ueno Watanabe Yamashita',
    ),
  },
  african: {
    given: words('Abena Amara Chidi Fatou Ifeoma Kofi Kwame Ngozi Oumar Sekou Thabo Zola'),
    family: words('Adeyemi Boateng Diallo Eze Kamara Mensah Mbeki Nkosi Okafor Owusu Sow Traoré'),
  },
  arabic: {
    given: words('Amal Bassam Dalia Hadi Karim Layla Nadia Omar Rania Tariq Yasmin Ziad'),
    family: words('Aziz Barakat Darwish Farouk Haddad Khalil Mansour Nasser Qasim Saleh Tawfiq Zaki'),
  },
} as const;

const cultures = Object.keys(names) as Culture[];
